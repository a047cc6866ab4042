/**
 * The rules that files are checked with: the built-in packs, the user's packs that are switched on, and on top what
 * the settings change, which is one more pack made from them. A pack with a fault is listed and not used.
 */
import { createHash } from 'node:crypto';
import type {
  AddedRulePack,
  RuleChanges,
  RulePackContent,
  RulePackFault,
  RulePackInfo,
  RulesInfo,
} from '../../shared/api.ts';
import { builtInPacks, ruleBook } from '../../shared/rules/built-in.ts';
import { faultBeside, loadPack, RulePackError } from '../../shared/rules/load-pack.ts';
import type { RulePack, Thresholds } from '../../shared/rules/pack.ts';
import { isInRange, thresholdIds } from '../../shared/rules/thresholds.ts';
import type { StoredPack, StoredRules } from './archive/rule-packs.ts';
import type { RulesInUse } from './pools.ts';

export interface RulePacks {
  inUse(): RulesInUse;
  info(): RulesInfo;
  /** A pack with a fault is refused whole; one of the same id stays as it was. */
  add(file: string, text: string): AddedRulePack;
  enable(id: string, enabled: boolean): void;
  remove(id: string): void;
  change(changes: RuleChanges): void;
  /** Where the archive has got others meanwhile. */
  reload(): void;
}

interface LoadedPack extends StoredPack {
  /** null: has faults, of its own or together with the packs before it. */
  readonly content: RulePack | null;
  readonly faults: readonly RulePackFault[];
}

const noChanges: RuleChanges = { thresholds: {}, off: [] };

/** @param version the program's: with another one, the same packs may find other things */
export function createRulePacks(store: StoredRules, version: string): RulePacks {
  let packs = loadAll(store.rulePacks());
  let changes = sound(store.ruleChanges());
  let inUse = combine();

  function combine(): RulesInUse {
    const own = isNothing(changes) ? [] : [packOf(changes)];
    const used = [...switchedOn(), ...own];
    return { packs: used, fingerprint: hashOf(JSON.stringify([version, builtInPacks, used])) };
  }

  function switchedOn(): RulePack[] {
    return packs.flatMap(({ enabled, content }) => (enabled && content ? [content] : []));
  }

  function reload(): void {
    packs = loadAll(store.rulePacks());
    inUse = combine();
  }

  return {
    inUse: () => inUse,

    info() {
      const before = ruleBook(switchedOn());
      const { thresholds } = ruleBook(inUse.packs);
      const off = new Set(changes.off);
      return {
        packs: [...builtInPacks.map(builtInInfo), ...packs.map(infoOf)],
        thresholds: Object.fromEntries(
          thresholdIds.map((id) => [id, { value: thresholds[id], standard: before.thresholds[id] }]),
        ) as RulesInfo['thresholds'],
        rules: Object.entries(before.rules).map(([id, { severity }]) => ({ id, severity, off: off.has(id) })),
        changes,
      };
    },

    add(file, text) {
      const loaded = load({ pack: '', file, text, enabled: true });
      if (!loaded.content) return { id: null, faults: loaded.faults };
      const { id } = loaded.content;
      store.saveRulePack({ pack: id, file, text });
      reload();
      return { id, faults: [] };
    },

    enable(id, enabled) {
      store.enableRulePack(id, enabled);
      reload();
    },

    remove(id) {
      store.removeRulePack(id);
      reload();
    },

    change(next) {
      changes = sound(next);
      store.saveRuleChanges(changes);
      inUse = combine();
    },

    reload,
  };
}

/** A pack that is sound by itself may not go with one before it: then it is not used as long as that one is. */
function loadAll(stored: readonly StoredPack[]): readonly LoadedPack[] {
  const used: RulePack[] = [];
  return stored.map((one) => {
    const pack = load(one);
    if (!pack.enabled || !pack.content) return pack;
    const fault = faultBeside(used, pack.content);
    if (fault) return { ...pack, content: null, faults: [fault] };
    used.push(pack.content);
    return pack;
  });
}

function load(stored: StoredPack): LoadedPack {
  try {
    return { ...stored, content: loadPack(stored.text, stored.file), faults: [] };
  } catch (error) {
    if (!(error instanceof RulePackError)) throw error;
    return { ...stored, content: null, faults: error.faults };
  }
}

/** What this program knows of changes that another version may have saved. */
function sound(changes: Partial<RuleChanges> | null): RuleChanges {
  const { thresholds = {}, off = [] } = changes ?? noChanges;
  const known = thresholdIds.flatMap((id) => {
    const value = thresholds[id];
    return value !== undefined && isInRange(id, value) ? [[id, value] as const] : [];
  });
  return { thresholds: Object.fromEntries(known), off: [...new Set(off)].sort() };
}

function isNothing({ thresholds, off }: RuleChanges): boolean {
  return Object.keys(thresholds).length === 0 && off.length === 0;
}

function packOf({ thresholds, off }: RuleChanges): RulePack {
  return {
    id: 'settings',
    name: '设置',
    thresholds: thresholds as Partial<Thresholds>,
    rules: Object.fromEntries(off.map((rule) => [rule, { severity: 'off' as const }])),
  };
}

function builtInInfo(content: RulePack): RulePackInfo {
  const { id, name } = content;
  const hash = hashOf(JSON.stringify(content));
  return { id, name, file: null, enabled: true, hash, content: contentOf(content, true), faults: [] };
}

function infoOf({ pack, file, text, enabled, content, faults }: LoadedPack): RulePackInfo {
  return {
    id: pack,
    name: content?.name ?? pack,
    file,
    enabled,
    hash: hashOf(text),
    content: content ? contentOf(content, false) : {},
    faults,
  };
}

const builtInRules = new Set(builtInPacks.flatMap((pack) => Object.keys(pack.rules ?? {})));

/** What a pack brings, counted; keys of nothing are left out. */
function contentOf(pack: RulePack, isBuiltIn: boolean): RulePackContent {
  const ids = Object.keys(pack.rules ?? {});
  const changed = isBuiltIn ? [] : ids.filter((id) => builtInRules.has(id));
  const counts: Required<RulePackContent> = {
    rules: ids.length - changed.length,
    changedRules: changed.length,
    equations: pack.equations?.length ?? 0,
    phrases: pack.phrases?.length ?? 0,
    tables: pack.edition ? Object.keys(pack.edition.tables).length : 0,
    sections: pack.sections?.length ?? 0,
    labels: pack.labels?.length ?? 0,
    topics: pack.topics?.length ?? 0,
    thresholds: Object.keys(pack.thresholds ?? {}).length,
    formulas: pack.formulas?.length ?? 0,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** Enough to tell packs apart. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
