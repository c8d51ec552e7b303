// SPDX-License-Identifier: EUPL-1.2
// The one thing that may become a script after the page has loaded: a file this build put under /assets/ on this very origin (the worker).

interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL: (address: string) => string }): unknown;
}

export function isOwnScript(address: string, origin: string): boolean {
  const url = new URL(address, origin);
  return url.origin === origin && /^\/assets\/[\w./-]+$/.test(url.pathname);
}

export function allowOwnScriptsOnly(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => {
      if (!isOwnScript(address, location.origin)) throw new TypeError('not a script of this build');
      return address;
    },
  });
}
