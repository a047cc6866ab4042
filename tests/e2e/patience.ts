/** Milliseconds that an end-to-end test waits for one thing to show: a busy machine draws a page when it can. */
export const patience = 90_000;
