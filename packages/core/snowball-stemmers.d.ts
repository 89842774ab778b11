declare module "snowball-stemmers/snowball-stemmers.js" {
  export function newStemmer(algorithm: string): { stem(word: string): string };
}
