/** What asks models, and what makes sense of their answers: loaded with the first question. */
export { Narrator } from "@earshot/core/narrator.ts";
export { converse } from "@earshot/models/bedrock/converse.ts";
export { titan } from "@earshot/models/bedrock/titan.ts";
