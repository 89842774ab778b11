/** What asks a forum and reads what it tells: loaded whole with the first that there is to ask or to read. */
export { api } from "./api.ts";
export { interpret } from "./interpret.ts";
export { walk } from "./walk.ts";
