/**
 * Which hand-in of a unit's report for a year a file is, among those in the archive. The same bytes are the same
 * hand-in, and so is the same report in another format (the DOCX beside its PDF, with the same findings); any other
 * file is the next one.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { OutcomeDigest } from '../check-protocol.ts';

interface HandedIn {
  readonly id: number;
  readonly sha256: string | null;
  readonly version: number;
  readonly format: OutcomeDigest['format'];
  /** JSON of the findings' fingerprints, in their order. */
  readonly fingerprints: string;
}

/**
 * Numbers the reports of a unit and year by the order in which files were added, not by that in which they were done.
 * Answers with those whose version has changed by it.
 */
export function numberVersions(db: DatabaseSync, unit: string, year: number): { id: number; version: number }[] {
  const files = db
    .prepare(
      `SELECT id, sha256, version, digest ->> 'format' AS format, digest -> 'fingerprints' AS fingerprints
       FROM reports WHERE unit = ? AND year = ? AND checked_at IS NOT NULL ORDER BY added_at, id`,
    )
    .all(unit, year) as unknown as HandedIn[];
  const update = db.prepare('UPDATE reports SET version = ? WHERE id = ?');
  const handIns: HandedIn[][] = [];
  return files.flatMap((file) => {
    const known =
      handIns.find((handIn) => handIn.some((other) => other.sha256 === file.sha256)) ??
      handIns.find((handIn) => isInOtherFormats(file, handIn));
    if (known) known.push(file);
    else handIns.push([file]);
    const version = known ? handIns.indexOf(known) + 1 : handIns.length;
    if (version === file.version) return [];
    update.run(version, file.id);
    return [{ id: file.id, version }];
  });
}

/** Formats read alike give the same findings. */
function isInOtherFormats(file: HandedIn, handIn: readonly HandedIn[]): boolean {
  return handIn.every((other) => other.format !== file.format && other.fingerprints === file.fingerprints);
}
