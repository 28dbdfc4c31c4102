// The second view is silent and follows the first: by its own pace where it is close, by a jump where it is not.

const jumpFrom = 0.35;
const tolerated = 0.04;

/** How fast the follower plays to close a gap (positive: it is ahead) within about a second. */
export function followingRate(rate: number, gap: number): number {
  if (Math.abs(gap) < tolerated) return rate;
  return rate * (1 - Math.max(-0.1, Math.min(0.1, gap)));
}

export function follow(leader: () => HTMLVideoElement | null, follower: HTMLVideoElement): () => void {
  follower.muted = true;
  const align = () => {
    const first = leader();
    if (!first) return;
    const gap = follower.currentTime - first.currentTime;
    if (Math.abs(gap) > jumpFrom && !follower.seeking) follower.currentTime = first.currentTime;
    follower.playbackRate = first.paused ? first.playbackRate : followingRate(first.playbackRate, gap);
    if (first.paused !== follower.paused) {
      if (first.paused) follower.pause();
      else void follower.play().catch(() => undefined);
    }
  };
  const timer = setInterval(align, 250);
  align();
  return () => clearInterval(timer);
}
