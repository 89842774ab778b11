declare module "html-to-text" {
  export interface Selector {
    selector: string;
    format?: string;
    options?: Record<string, unknown>;
  }
  export function compile(options: {
    wordwrap: number | false;
    limits?: { maxInputLength?: number; maxDepth?: number };
    selectors: Selector[];
  }): (html: string) => string;
}
