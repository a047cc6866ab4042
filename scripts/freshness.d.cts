/** Types of freshness.cjs, for the scripts in TypeScript. */
export const root: string;
export const out: string;
export function fingerprint(): string;
export function isFresh(part?: 'all' | 'program'): boolean;
