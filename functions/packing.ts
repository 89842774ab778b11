/**
 * How the functions are packed. What is imported where it is needed stays out of a cold start; and the SDK's ways to
 * credentials that a developer's machine has and Lambda has not, which finds its own in the environment, stay out
 * altogether: packed along, they keep what only they use beside what each start loads, and in many small files. So does
 * what tells one browser from another, which the SDK asks for in browsers.
 */
export const packing = {
  minify: true,
  splitting: true,
  esbuild: {
    external: [
      ...["http", "ini", "process", "sso", "web-identity"].map((way) => `@aws-sdk/credential-provider-${way}`),
      "@smithy/credential-provider-imds",
      "@aws-sdk/nested-clients/sso-oidc",
      "bowser",
    ],
  },
};
