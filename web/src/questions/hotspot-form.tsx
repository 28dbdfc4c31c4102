// Places on a picture: drawn with the pointer, or written as numbers.
import { ActionIcon, Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { type PointerEvent, type ReactNode, useState } from "react";
import { useWords } from "@/i18n/use-words";
import { type Area, dragged, type Point, readCorners, withCorner, writeCorners } from "@/questions/areas";
import { numberOf, OptionFeedback, type PartProps, type Row, rowsOf, textOf } from "@/questions/parts";
import { useTextPicture } from "@/questions/use-text-picture";
import { Icon } from "@/ui/icons";
import { PictureField } from "@/ui/picture-field";
import { Problem } from "@/ui/problem";

type Shape = Area["shape"];
const shapes: readonly Shape[] = ["rectangle", "circle", "polygon"];

function Outline({ area, number, aspect }: { area: Area; number: number; aspect: number }): ReactNode {
  const look = { fill: "rgb(36 65 127 / 0.3)", stroke: "#fff", strokeWidth: 2, vectorEffect: "non-scaling-stroke" as const };
  const x = (area.x ?? 0) * 100;
  const y = (area.y ?? 0) * 100;
  const middle = area.shape === "polygon" ? { x: (area.corners?.[0]?.x ?? 0) * 100, y: (area.corners?.[0]?.y ?? 0) * 100 } : area.shape === "circle" ? { x, y } : { x: x + (area.width ?? 0) * 50, y: y + (area.height ?? 0) * 50 };
  return (
    <g>
      {area.shape === "circle" && <ellipse cx={x} cy={y} rx={(area.radius ?? 0) * 100} ry={(area.radius ?? 0) * 100 * aspect} {...look} />}
      {area.shape === "rectangle" && <rect x={x} y={y} width={(area.width ?? 0) * 100} height={(area.height ?? 0) * 100} {...look} />}
      {area.shape === "polygon" && <polygon points={(area.corners ?? []).map((corner) => `${corner.x * 100},${corner.y * 100}`).join(" ")} {...look} />}
      {/* The picture is stretched to a square here; the number is not. */}
      <text transform={`translate(${middle.x} ${middle.y}) scale(${1 / aspect} 1)`} fontSize={6} fill="#fff" stroke="#000" strokeWidth={0.4} paintOrder="stroke" textAnchor="middle" dominantBaseline="central">
        {number}
      </text>
    </g>
  );
}

interface CanvasProps {
  picture: string;
  alt: string;
  areas: readonly Area[];
  aspect: number;
  shape: Shape;
  add: (area: Area) => void;
  measured: (aspect: number) => void;
}

/** The picture to draw on: drag a rectangle or a circle, click the corners of a polygon. */
function Canvas({ picture, alt, areas, aspect, shape, add, measured }: CanvasProps): ReactNode {
  const { t } = useWords();
  const [from, setFrom] = useState<Point | null>(null);
  const [to, setTo] = useState<Point | null>(null);
  const [corners, setCorners] = useState<Point[]>([]);
  const pointOf = (event: PointerEvent<HTMLElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  const down = (event: PointerEvent<HTMLElement>) => {
    if (shape === "polygon") return setCorners(withCorner(corners, pointOf(event)));
    event.currentTarget.setPointerCapture(event.pointerId);
    setFrom(pointOf(event));
    setTo(pointOf(event));
  };
  const up = () => {
    if (from && to && shape !== "polygon") add(dragged(shape, from, to, aspect));
    setFrom(null);
    setTo(null);
  };
  const draft: Area | null = shape === "polygon" ? (corners.length > 1 ? { shape, corners } : null) : from && to ? dragged(shape, from, to, aspect) : null;
  return (
    <Stack gap="xs">
      <div className="lectern-quiz-canvas" onPointerDown={down} onPointerMove={(event) => from && setTo(pointOf(event))} onPointerUp={up} onPointerCancel={up}>
        <img src={picture} alt={alt} draggable={false} onLoad={(event) => measured(event.currentTarget.naturalWidth / event.currentTarget.naturalHeight || 1)} />
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {areas.map((area, at) => (
            <Outline key={at} area={area} number={at + 1} aspect={aspect} />
          ))}
          {draft && <Outline area={draft} number={areas.length + 1} aspect={aspect} />}
        </svg>
      </div>
      {shape === "polygon" && (
        <Button
          variant="default"
          size="compact-md"
          style={{ alignSelf: "start" }}
          disabled={corners.length < 3}
          onClick={() => {
            add({ shape, corners });
            setCorners([]);
          }}
        >
          {t("quizEdit.finishArea", { count: corners.length })}
        </Button>
      )}
    </Stack>
  );
}

interface AreaProps {
  area: Area;
  number: number;
  set: (fields: Partial<Area>) => void;
  remove: () => void;
  wrong: (field: string) => string | undefined;
}

/** One area in numbers: the way to draw without a pointer. */
function AreaRow({ area, number, set, remove, wrong }: AreaProps): ReactNode {
  const { t } = useWords();
  const [corners, setCorners] = useState(() => writeCorners(area.corners ?? []));
  const fields = area.shape === "circle" ? (["x", "y", "radius"] as const) : (["x", "y", "width", "height"] as const);
  const row = area as unknown as Row;
  const share = numberOf(row, "fraction");
  const title = t("quizEdit.areaOf", { number, shape: t(`quizEdit.${area.shape}`) });
  return (
    <Stack role="group" aria-label={title} className="lectern-quiz-item" gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600}>{title}</Text>
        <ActionIcon size="lg" variant="subtle" color="gray" aria-label={t("quizEdit.removeOption", { number })} onClick={remove}>
          <Icon name="trash" size={18} />
        </ActionIcon>
      </Group>
      {area.shape === "polygon" ? (
        <TextInput
          label={t("quizEdit.corners")}
          value={corners}
          error={readCorners(corners) ? wrong("corners") : t("quizEdit.cornersHelp")}
          onChange={(event) => {
            setCorners(event.currentTarget.value);
            const read = readCorners(event.currentTarget.value);
            if (read) set({ corners: read });
          }}
        />
      ) : (
        <Group>
          {fields.map((field) => (
            <NumberInput key={field} w={120} label={t(`quizEdit.area_${field}`)} min={0} max={100} decimalScale={1} value={Math.round((area[field] ?? 0) * 1000) / 10} error={wrong(field)} onChange={(value) => set({ [field]: Number(value) / 100 })} />
          ))}
        </Group>
      )}
      <Group align="flex-start">
        <TextInput style={{ flex: "1 1 160px" }} label={t("quizEdit.areaName")} value={textOf(row, "name")} error={wrong("name")} onChange={(event) => set({ name: event.currentTarget.value })} />
        <NumberInput w={170} label={t("quizEdit.fraction")} min={-100} max={100} value={share === "" ? 100 : Math.round(share * 100)} error={wrong("fraction")} onChange={(value) => set({ fraction: Number(value) / 100 })} />
        <OptionFeedback row={row} set={set} />
      </Group>
    </Stack>
  );
}

export function Hotspot({ definition, change, wrong }: PartProps): ReactNode {
  const { t } = useWords();
  const [shape, setShape] = useState<Shape>("rectangle");
  const areas = rowsOf(definition, "areas") as unknown as Area[];
  const picture = textOf(definition, "picture");
  const alt = textOf(definition, "picture_text");
  const aspect = typeof definition.aspect === "number" ? definition.aspect : 1;
  const upload = useTextPicture((kept) => change({ picture: kept.url }));
  const middle: Area = shape === "polygon" ? { shape, corners: [{ x: 0.4, y: 0.6 }, { x: 0.5, y: 0.4 }, { x: 0.6, y: 0.6 }] } : dragged(shape, { x: 0.4, y: 0.4 }, { x: 0.6, y: 0.6 }, aspect);
  const put = (next: readonly Area[]) => change({ areas: next });
  return (
    <Stack>
      <PictureField
        label={t("quizEdit.picture")}
        picture={picture ? { alt, urls: { shown: picture } } : null}
        isBusy={upload.isBusy}
        problem={upload.problem || (wrong["definition.picture"] ?? "")}
        send={(file) => upload.send(file, alt)}
        remove={() => change({ picture: "", areas: [] })}
        shown={{ size: "shown", width: 96, height: 72 }}
      />
      <TextInput label={t("quizEdit.pictureText")} description={t("quizEdit.pictureTextHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={alt} error={wrong["definition.picture_text"]} onChange={(event) => change({ picture_text: event.currentTarget.value })} />
      {picture && (
        <Stack gap="xs">
          <SegmentedControl aria-label={t("quizEdit.shape")} value={shape} onChange={(value) => setShape(shapes.find((one) => one === value) ?? "rectangle")} data={shapes.map((value) => ({ value, label: t(`quizEdit.${value}`) }))} style={{ alignSelf: "start" }} />
          <Text size="sm" c="dimmed">
            {t(shape === "polygon" ? "quizEdit.drawPolygon" : "quizEdit.drawArea")}
          </Text>
          <Canvas key={shape} picture={picture} alt={alt} areas={areas} aspect={aspect} shape={shape} add={(area) => put([...areas, area])} measured={(next) => Math.abs(next - aspect) > 0.001 && change({ aspect: next })} />
          <Button variant="default" size="compact-md" style={{ alignSelf: "start" }} onClick={() => put([...areas, middle])}>
            {t("quizEdit.addArea")}
          </Button>
        </Stack>
      )}
      {wrong["definition.areas"] && <Problem>{wrong["definition.areas"]}</Problem>}
      {areas.map((area, at) => (
        <AreaRow
          key={`${at} of ${areas.length}`}
          area={area}
          number={at + 1}
          set={(fields) => put(areas.map((one, index) => (index === at ? { ...one, ...fields } : one)))}
          remove={() => put(areas.filter((_, index) => index !== at))}
          wrong={(field) => wrong[`definition.areas.${at}.${field}`]}
        />
      ))}
    </Stack>
  );
}
