/** The part of the Trusted Types API that is used; not in TypeScript's DOM library yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): unknown;
}

/**
 * The page's one Trusted Types policy. The only script it ever starts is the worker, from a blob made of its own code;
 * every other dangerous assignment stays refused.
 */
export function allowOnlyBlobScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (url.startsWith('blob:')) return url;
      throw new TypeError(`Refused to run a script from ${url}`);
    },
  });
}
