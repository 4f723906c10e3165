import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Params, Question, Reply, Result } from '../core/engine/protocol.ts';
import type { Repairs } from '../core/model/repairs.ts';
import type { Detail } from '../core/model/source.ts';
import type { FileHandle } from '../worker/channel.ts';
import type { EngineClient } from '../worker/client.ts';
import type { Address } from './address.ts';
import type { Actions, AppState } from './app-state.ts';
import { Asking } from './answers.ts';
import { FileQueue } from './file-queue.ts';
import { whenIdle, type NextFrame } from './idle.ts';
import type { Preferences, PreferenceStorage } from './preferences.ts';
import { formatLink, parseLink } from './url.ts';
import { forAnotherTrace, type TraceLook } from './trace-look.ts';
import { DEFAULT_VIEW, type View } from './view.ts';

/** What the store needs from the browser. */
export interface StoreOptions {
  readonly address: Address;
  readonly preferences: PreferenceStorage;
  readonly nextFrame: NextFrame;
}

/** The store, what can be done with it, and when it is at rest. */
export interface AppStore {
  readonly store: StoreApi<AppState>;
  readonly actions: Actions;
  /**
   * Resolves when no file is being read, no question is open, the page has been painted and the address is the view's:
   * for tests in a browser.
   */
  readonly whenIdle: () => Promise<void>;
}

const NEWER_LINK = 'This link was made by a newer TracAgg. What this one does not know was left out.';
const OTHER_FILES = 'This link was made with other files. What it shows may be missing from those open now.';

/** The whole state of the page. Reads the view from the address, and writes it there; opens the sample if a link says so. */
export function createAppStore(client: EngineClient, options: StoreOptions): AppStore {
  const link = parseLink(options.address.read());
  const store = createStore<AppState>()(() => ({
    view: link.view,
    files: [],
    revision: 0,
    isPartial: false,
    coverage: null,
    isLoading: false,
    load: null,
    notice: link.isNewer ? NEWER_LINK : null,
    linkedFiles: link.files,
    preferences: options.preferences.read(),
    answers: {},
  }));
  const actions = new StoreActions(client, store, options);
  if (link.isSample) actions.openSample();
  return {
    store,
    actions,
    whenIdle: async () => {
      await whenIdle(store, actions.openCalls, options.nextFrame);
      options.address.flush();
    },
  };
}

class StoreActions implements Actions {
  readonly #client: EngineClient;
  readonly #store: StoreApi<AppState>;
  readonly #address: Address;
  readonly #preferences: PreferenceStorage;
  readonly #asking: Asking;
  readonly #queue: FileQueue;

  constructor(client: EngineClient, store: StoreApi<AppState>, { address, preferences }: StoreOptions) {
    this.#client = client;
    this.#store = store;
    this.#address = address;
    this.#preferences = preferences;
    this.#asking = new Asking(client, store);
    this.#queue = new FileQueue(client, store, () => this.#compareWithLink());
    client.onLost((reason) => this.#recover(reason));
    address.onChange((isOwn) => this.#follow(isOwn));
    address.replace(address.read()); // from now on this step is one of ours
  }

  /** The calls nobody has an answer to yet, those of `ask` left out. */
  get openCalls(): ReadonlySet<Promise<unknown>> {
    return this.#asking.openCalls;
  }

  openFiles(files: readonly FileHandle[], detail?: Detail): void {
    this.#queue.open(files, detail);
  }

  openSample(): void {
    this.#queue.openSample();
  }

  reopenFiles(detail?: Detail): void {
    this.dismissNotice();
    this.#queue.reopen(detail);
  }

  reopenFile(id: number, detail?: Detail): void {
    void this.#asking.track(this.#queue.openAgain(id, detail));
  }

  openAlone(id: number): void {
    void this.#asking.track(this.#queue.openAlone(id));
  }

  cancelFile(id: number): void {
    this.#queue.cancel(id);
  }

  finishFile(id: number): void {
    this.#queue.finish(id);
  }

  stopLoading({ keep }: { readonly keep: boolean }): void {
    this.#queue.stop(keep);
  }

  closeFile(id: number): void {
    void this.#asking.track(this.#queue.close([id]));
  }

  setRepairs(repairs: Repairs): void {
    void this.#asking.track(this.#publish('setRepairs', { repairs }));
  }

  clear(): void {
    this.#queue.forget();
    this.#asking.forget();
    this.#store.setState({ view: DEFAULT_VIEW, linkedFiles: null, notice: null });
    this.#writeAddress();
    void this.#asking.track(this.#publish('clear', {}));
  }

  show(change: Partial<View>, { replace = false }: { readonly replace?: boolean } = {}): void {
    this.#store.setState(({ view }) => ({ view: changeView(view, change) }));
    this.#writeAddress({ replace });
  }

  look(change: Partial<TraceLook>, options: { readonly replace?: boolean } = {}): void {
    this.show({ look: { ...this.#store.getState().view.look, ...change } }, options);
  }

  linkTo(change: Partial<View>): string {
    const state = this.#store.getState();
    return `#${this.#hashOf({ ...state, view: changeView(state.view, change) })}`;
  }

  setPreferences(change: Partial<Preferences>): void {
    this.#store.setState(({ preferences }) => ({ preferences: { ...preferences, ...change } }));
    this.#preferences.write(this.#store.getState().preferences);
  }

  dismissNotice(): void {
    this.#store.setState({ notice: null });
  }

  ask<M extends Question>(slot: string, method: M, params: Params<M>): void {
    this.#asking.ask(slot, method, params);
  }

  call<M extends Question>(method: M, params: Params<M>, signal?: AbortSignal): Promise<Reply<Result<M>>> {
    return this.#asking.call(method, params, signal);
  }

  /** Changes the data set, and lets the views know. */
  async #publish<M extends 'setRepairs' | 'clear'>(method: M, params: Params<M>): Promise<void> {
    const reply = await this.#client.call(method, params as never);
    if (reply.ok) this.#queue.publish(reply);
  }

  #hashOf({ view, linkedFiles }: AppState): string {
    const files = this.#queue.fingerprint ?? linkedFiles;
    return formatLink({ view, files, isSample: this.#queue.isSampleOnly });
  }

  #writeAddress({ replace = false } = {}): void {
    const hash = this.#hashOf(this.#store.getState());
    if (replace) this.#address.replace(hash);
    else if (hash !== this.#address.read()) this.#address.push(hash);
  }

  /** Once all files are read: whether they are those of the link the page came from. */
  #compareWithLink(): void {
    const { fingerprint } = this.#queue;
    const { linkedFiles } = this.#store.getState();
    if (linkedFiles !== null && fingerprint !== null) {
      const isSame = fingerprint === linkedFiles;
      this.#store.setState(isSame ? { linkedFiles: null, notice: null } : { notice: OTHER_FILES });
    }
    this.#writeAddress({ replace: true });
  }

  /** Shows what the address says after it changed. */
  #follow(isOwn: boolean): void {
    const link = parseLink(this.#address.read());
    this.#store.setState({ view: link.view });
    if (isOwn) return;
    this.#store.setState({ linkedFiles: link.files, notice: link.isNewer ? NEWER_LINK : null });
    if (link.isSample) this.openSample();
    else this.#compareWithLink();
  }

  #recover(reason: string): void {
    const hadData = this.#queue.openedFiles.length > 0;
    this.#queue.markLost();
    this.#store.setState(({ revision }) => ({
      notice: `The worker that reads and computes stopped (${reason}), and its data are gone.`,
      revision: hadData ? revision + 1 : revision,
    }));
  }
}

/** `view` with the change; another trace begins with a fresh look. */
function changeView(view: View, change: Partial<View>): View {
  const isOther = change.traceId !== undefined && change.traceId !== view.traceId;
  return { ...view, ...(isOther && { look: forAnotherTrace(view.look) }), ...change };
}
