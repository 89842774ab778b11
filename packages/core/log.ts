/** One line per event, by name, with what identifies it. Never member text, never a secret. */
export type Log = (event: string, fields?: Record<string, unknown>) => void;
