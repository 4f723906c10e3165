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
    return new WebAssembly.Module(Uint8Array.from(atob(KERNEL_WASM), (byte) => byte.charCodeAt(0)));
  } catch {
    return null; // no SIMD, or a policy of the page
  }
}
