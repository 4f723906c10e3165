import { KERNEL_WASM } from './kernel-wasm.ts';

let compiled: WebAssembly.Module | null | undefined;

/** The kernel's code, compiled at the first call; null where WebAssembly with SIMD is missing or forbidden. */
export function compiledKernel(): WebAssembly.Module | null {
  compiled ??= compile();
  return compiled;
}

function compile(): WebAssembly.Module | null {
  if (typeof WebAssembly === 'undefined') return null;
  try {
    const text = atob(KERNEL_WASM);
    const code = new Uint8Array(text.length);
    for (let at = 0; at < code.length; at++) code[at] = text.charCodeAt(at);
    return new WebAssembly.Module(code);
  } catch {
    return null; // no SIMD, or a policy of the page
  }
}
