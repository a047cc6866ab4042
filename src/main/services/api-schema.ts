/**
 * Checks the arguments of every call that comes from the window. One table for both shells; the types at its end
 * fail to compile where it admits less or more than api.ts says.
 */
import { z } from 'zod';
import { type ApiCall, ApiError, apiCalls, appearances, type GoujiApi, sortKeys } from '../../shared/api.ts';
import { defaultLimits } from '../../shared/readers/limits.ts';
import { isInRange, type ThresholdId, thresholdIds } from '../../shared/rules/thresholds.ts';

const maxFiles = 100_000;

const id = z.string().min(1).max(64);
const noNul = /^[^\0]*$/;
const name = z.string().min(1).max(4096).regex(noNul);
/** The longest path of any system the program runs on: Windows with long paths. */
const path = z.string().min(1).max(32_767).regex(noNul);
const bytes = z.instanceof(Uint8Array).refine((value) => value.byteLength <= defaultLimits.fileBytes, 'too large');

const incomingFile = z.union([z.strictObject({ name, path }), z.strictObject({ name, bytes })]);

const fingerprint = z.string().regex(/^[0-9a-f]{1,64}$/);
const note = z.string().max(10_000).regex(noNul);
const language = z.enum(['zh-CN', 'en']);
const issuer = z.string().max(200).regex(noNul);
/** More threads than any office machine has; each costs memory. */
const settingsChange = z.strictObject({
  language: language.exactOptional(),
  workers: z.int().min(1).max(64).nullable().exactOptional(),
  sort: z.strictObject({ by: z.enum(sortKeys), descending: z.boolean() }).exactOptional(),
  appearance: z.enum(appearances).exactOptional(),
  issuer: issuer.exactOptional(),
});

/** A pack of some hundred lines has 20 kB. */
const packText = z.string().max(1_000_000);
const packId = z.string().min(1).max(200);
const thresholds = z.strictObject(
  Object.fromEntries(
    thresholdIds.map((id) => [id, z.number().refine((value) => isInRange(id, value), 'out of range')]),
  ) as Record<ThresholdId, z.ZodNumber>,
);
const ruleId = z
  .string()
  .regex(/^[a-z]+\.[a-z-]+$/)
  .max(200);
const ruleChanges = z.strictObject({ thresholds: thresholds.partial(), off: z.array(ruleId).max(1000) });

const exportRequest = z.strictObject({
  kind: z.enum(['print', 'pdf', 'notice', 'marked', 'xlsx', 'csv', 'json']),
  ids: z.union([z.array(id).max(maxFiles), z.literal('all')]),
  details: z.boolean(),
  language,
  notice: z
    .strictObject({ issuer, deadline: z.iso.date().nullable(), choice: z.enum(['confirmed', 'errors']) })
    .exactOptional(),
});

/** Of a template of 4 MB: it comes within a message of JSON, and a letterhead with its seal has some 100 kB. */
const templateBase64 = z.base64().max(5_600_000);

const schemas = {
  info: z.tuple([]),
  list: z.tuple([]),
  add: z.tuple([z.array(incomingFile).max(maxFiles)]),
  choose: z.tuple([z.enum(['files', 'folder'])]),
  addSamples: z.tuple([]),
  cancel: z.tuple([]),
  remove: z.tuple([z.array(id).max(maxFiles)]),
  open: z.tuple([id, language]),
  source: z.tuple([id]),
  fileState: z.tuple([id]),
  recheck: z.tuple([id]),
  decide: z.tuple([id, fingerprint, z.enum(['confirmed', 'dismissed', 'mended']).nullable(), note]),
  review: z.tuple([id, z.enum(['pending', 'reviewed', 'returned'])]),
  exportReports: z.tuple([exportRequest]),
  cancelExport: z.tuple([]),
  noticeTemplate: z.tuple([]),
  saveNoticeTemplate: z.tuple([name, templateBase64, language]),
  removeNoticeTemplate: z.tuple([]),
  saveNoticeSample: z.tuple([language]),
  settings: z.tuple([]),
  saveSettings: z.tuple([settingsChange]),
  rules: z.tuple([]),
  addRulePack: z.tuple([name, packText]),
  switchRulePack: z.tuple([packId, z.boolean()]),
  removeRulePack: z.tuple([packId]),
  changeRules: z.tuple([ruleChanges]),
  applyRules: z.tuple([]),
  archive: z.tuple([]),
  exportArchive: z.tuple([]),
  importArchive: z.tuple([z.strictObject({ path })]),
  showArchive: z.tuple([]),
  diagnosis: z.tuple([]),
  clearArchive: z.tuple([]),
};

export function isApiCall(call: unknown): call is ApiCall {
  return (apiCalls as readonly unknown[]).includes(call);
}

/** The arguments as they may be passed on. Throws ApiError 'bad-request'. */
export function checkArguments<Call extends ApiCall>(call: Call, args: unknown): Parameters<GoujiApi[Call]> {
  const checked = schemas[call].safeParse(args);
  if (!checked.success) throw new ApiError('bad-request', `${call}: ${z.prettifyError(checked.error)}`);
  return checked.data as Parameters<GoujiApi[Call]>;
}

/** Checks the arguments, then asks the program. Rejects with ApiError 'bad-request' or as the call does. */
export async function answerCall<Call extends ApiCall>(api: GoujiApi, call: Call, args: unknown): Promise<unknown> {
  const checked: unknown[] = checkArguments(call, args);
  return (api[call] as (...args: unknown[]) => Promise<unknown>)(...checked);
}

type Mutable<T> = T extends Uint8Array
  ? Uint8Array
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Drift = {
  [Call in ApiCall | keyof typeof schemas]: Call extends ApiCall
    ? Call extends keyof typeof schemas
      ? Same<Mutable<z.output<(typeof schemas)[Call]>>, Mutable<Parameters<GoujiApi[Call]>>> extends true
        ? never
        : Call
      : Call
    : Call;
}[ApiCall | keyof typeof schemas];
type Nothing<T extends never> = T;
/** Does not compile, naming the call, where its schema and its type in api.ts differ. */
export type NoDrift = Nothing<Drift>;
