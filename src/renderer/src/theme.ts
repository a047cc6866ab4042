/** Ant Design's theme, in the colours of styles/tokens.css; dark where the system asks for it. */
import { theme as antd, type ThemeConfig } from 'antd';
import { useSyncExternalStore } from 'react';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function onSchemeChange(listener: () => void): () => void {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
}

export function useTheme(): ThemeConfig {
  const isDark = useSyncExternalStore(onSchemeChange, () => dark.matches);
  return {
    algorithm: isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: isDark ? '#5b95ea' : '#1f5fbf',
      colorError: isDark ? '#f0705f' : '#b42318',
      colorBgContainer: isDark ? '#1b212a' : '#ffffff',
      colorBgElevated: isDark ? '#222a35' : '#ffffff',
      fontFamily: 'var(--font-ui)',
      fontSize: 13,
      controlHeight: 28,
      controlHeightSM: 24,
      borderRadius: 6,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: { Splitter: { splitBarSize: 1, splitTriggerSize: 7 }, Button: { paddingInline: 12 } },
  };
}
