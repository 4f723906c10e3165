import { expect, test } from 'vitest';
import { createPreferenceStorage, DEFAULT_PREFERENCES } from '../../src/state/preferences.ts';

function memory(content: string | null = null) {
  const stored = new Map<string, string>(content === null ? [] : [['tracagg.preferences', content]]);
  return {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
}

test('what is written is read again', () => {
  const storage = createPreferenceStorage(() => memory());
  expect(storage.read()).toEqual(DEFAULT_PREFERENCES);
  const kept = memory();
  const preferences = { ...DEFAULT_PREFERENCES, theme: 'dark', panelWidth: 512 } as const;
  createPreferenceStorage(() => kept).write(preferences);
  expect(createPreferenceStorage(() => kept).read()).toEqual(preferences);
});

test('each preference that is odd is the default, the others are kept', () => {
  const odd = JSON.stringify({ theme: 'pink', timeZone: 'local', panelWidth: -3, nameWidth: 'wide' });
  expect(createPreferenceStorage(() => memory(odd)).read()).toEqual({
    ...DEFAULT_PREFERENCES,
    timeZone: 'local',
  });
});

test.each(['not JSON', 'null', '[]', '"text"'])('%s in the storage is no preferences', (content) => {
  expect(createPreferenceStorage(() => memory(content)).read()).toEqual(DEFAULT_PREFERENCES);
});

test('a storage that is forbidden or full is done without', () => {
  const forbidden = createPreferenceStorage(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  expect(forbidden.read()).toEqual(DEFAULT_PREFERENCES);
  expect(() => forbidden.write(DEFAULT_PREFERENCES)).not.toThrow();
  const full = createPreferenceStorage(() => ({
    getItem: () => null,
    setItem() {
      throw new DOMException('full', 'QuotaExceededError');
    },
  }));
  expect(() => full.write(DEFAULT_PREFERENCES)).not.toThrow();
});
