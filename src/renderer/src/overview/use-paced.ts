/** A value that changes quickly, no more often than can be read. */
import { useEffect, useRef, useState } from 'react';

/** The last value, or for up to `pace` milliseconds one before it. A change after a quiet while shows at once. */
export function usePaced<T>(value: T, pace: number): T {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const show = (): void => {
      changedAt.current = performance.now();
      setShown(() => value);
    };
    const timer = setTimeout(show, Math.max(0, changedAt.current + pace - performance.now()));
    return () => clearTimeout(timer);
  }, [value, pace]);
  return shown;
}
