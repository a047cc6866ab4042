/**
 * How the window looks: light or dark, with more contrast or not, by the settings or as the system asks for it. Written
 * as attributes of <html> for styles/tokens.css, and as Ant Design's theme in the same colours.
 */
import { theme as antd, type ThemeConfig } from 'antd';
import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Appearance } from '../../shared/api.ts';
import { lookOf } from './look.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
/** Forced colours come with it, mostly; with them the system's colours take the place of ours (styles/contrast.css). */
const contrast = window.matchMedia('(prefers-contrast: more), (forced-colors: active)');

const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');

function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
}

export function useTheme(appearance: Appearance): ThemeConfig {
  const { isDark, hasContrast } = lookOf(appearance, { isDark: useMedia(dark), hasContrast: useMedia(contrast) });
  const isStill = useMedia(stillness);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset.scheme = isDark ? 'dark' : 'light';
    dataset.contrast = hasContrast ? 'more' : 'normal';
  }, [isDark, hasContrast]);
  return {
    algorithm: isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      ...(hasContrast ? contrastTokens(isDark) : tokens(isDark)),
      fontFamily: 'var(--font-ui)',
      fontSize: 13,
      controlHeight: 28,
      controlHeightSM: 24,
      borderRadius: 6,
      motion: !isStill,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Splitter: { splitBarSize: 1, splitTriggerSize: 7 },
      // On the blue of the dark theme, white would be too faint.
      Button: { paddingInline: 12, ...(isDark ? { primaryColor: '#10151c' } : {}) },
      // Ant Design's own is too faint on the dark dialog.
      ...(isDark && !hasContrast ? { Tabs: { itemSelectedColor: '#8ab8ff', itemHoverColor: '#8ab8ff' } } : {}),
    },
  };
}

function tokens(isDark: boolean): ThemeConfig['token'] {
  return {
    colorPrimary: isDark ? '#5b95ea' : '#1f5fbf',
    // Ant Design darkens it for the dark theme.
    colorLink: isDark ? '#8ab8ff' : '#1f5fbf',
    colorError: isDark ? '#ff8f7f' : '#b42318',
    colorTextDescription: isDark ? '#a6b0bd' : '#55606e',
    colorTextPlaceholder: isDark ? '#98a3b1' : '#646f7d',
    colorBgContainer: isDark ? '#1b212a' : '#ffffff',
    colorBgElevated: isDark ? '#222a35' : '#ffffff',
  };
}

/** Nothing but ink on paper, or paper on ink; every control has its border. */
function contrastTokens(isDark: boolean): ThemeConfig['token'] {
  const ink = isDark ? '#ffffff' : '#000000';
  return {
    colorPrimary: isDark ? '#9cc7ff' : '#003a8c',
    colorLink: isDark ? '#9cc7ff' : '#003a8c',
    colorError: isDark ? '#ffb0a3' : '#8a0f05',
    colorText: ink,
    colorTextSecondary: ink,
    colorTextTertiary: ink,
    colorTextQuaternary: ink,
    colorTextDescription: ink,
    colorTextPlaceholder: ink,
    colorBorder: ink,
    colorBorderSecondary: ink,
    colorBgContainer: isDark ? '#000000' : '#ffffff',
    colorBgElevated: isDark ? '#000000' : '#ffffff',
  };
}
