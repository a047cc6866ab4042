/** Light or dark, with more contrast or not: what the settings and the system together ask for. */
import type { Appearance } from '../../shared/api.ts';

export interface Look {
  readonly isDark: boolean;
  readonly hasContrast: boolean;
}

/** Who has asked the system for contrast gets it in every appearance; high contrast is dark where the system is. */
export function lookOf(appearance: Appearance, system: Look): Look {
  const followsSystem = appearance === 'system' || appearance === 'contrast';
  return {
    isDark: followsSystem ? system.isDark : appearance === 'dark',
    hasContrast: appearance === 'contrast' || system.hasContrast,
  };
}
