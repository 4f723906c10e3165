import type { Plugin } from 'vite';

/** `import('…')` in JavaScript, with the path and its quotes. */
const DYNAMIC = /\bimport\(\s*(["'][^"']+["'])\s*\)/g;

/**
 * For the one-file build: what is imported only when the page has begun is a part of it like all the rest. Bundlers can join
 * such parts too, but wrap every module in a function for it, 18 kB of them.
 */
export function joinImports(): Plugin {
  return {
    name: 'tracagg:join',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/src/') || !code.includes('import(')) return null;
      const heads: string[] = [];
      const joined = code.replace(DYNAMIC, (_whole, path: string) => {
        const name = `__joined${heads.length}`;
        heads.push(`import * as ${name} from ${path};\n`);
        return `Promise.resolve(${name})`;
      });
      return { code: heads.join('') + joined, map: null };
    },
  };
}
