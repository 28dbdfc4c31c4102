import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";

export function CourseCardSkeleton(): ReactNode {
  return <Skeleton height={380} radius={12} />;
}
