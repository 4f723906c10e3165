import { Moon, Sun, SunMoon } from 'lucide-react';
import { useActions, useAppState } from '../app-context.tsx';
import { IconButton } from '../parts/IconButton.tsx';

const THEMES = {
  system: { icon: SunMoon, name: 'as the system', next: 'light' },
  light: { icon: Sun, name: 'light', next: 'dark' },
  dark: { icon: Moon, name: 'dark', next: 'system' },
} as const;

/** Steps through the three themes. */
export function ThemeButton() {
  const actions = useActions();
  const theme = useAppState((state) => state.preferences.theme);
  const { icon, name, next } = THEMES[theme];
  return (
    <IconButton
      icon={icon}
      label={`Theme: ${name}`}
      onClick={() => actions.setPreferences({ theme: next })}
    />
  );
}
