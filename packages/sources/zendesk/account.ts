/** What asks an account and reads what it tells: loaded whole with the first that there is to ask or to read. */
export { interpret } from "./interpret.ts";
export { walk } from "./walk.ts";
