import { useQuery } from "@tanstack/react-query";
import { useLivePlaces } from "@/api/enrolment";
import { type CourseProgress, progressQuery } from "@/api/progress";
import type { Outline } from "@/api/types";

/** How one gets on in a course, for who takes it. */
export function useOutlineProgress(outline: Outline | undefined): CourseProgress | undefined {
  const course = outline?.course;
  const enabled = course?.role === "student";
  const { data } = useQuery({ ...progressQuery(course?.id ?? ""), enabled });
  useLivePlaces({ enabled });
  return data;
}
