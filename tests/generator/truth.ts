/** What a reader must find in a report of the generator: the truth file's entries. */
import type { CellId, EditionId, SectionId } from '../../src/shared/form/ids.ts';
import { cellIds, hasRow } from './layout.ts';
import type { ModelCell, ReportModel } from './model.ts';
import type { Expected, Planted } from './plant.ts';

export interface Truth {
  /** Path from the project's root. */
  readonly file: string;
  readonly format: 'docx' | 'pdf' | 'txt';
  /** What made the file. */
  readonly producer: string;
  /** As the body is called; where the title lacks it, the introduction may still name it. */
  readonly unit: string;
  readonly year: number;
  /** The format that the tables follow. */
  readonly edition: EditionId;
  readonly sections: readonly { readonly id: SectionId | null; readonly title: string }[];
  /** Every cell of the tables that are in the file: value null for a blank or words; raw as printed. */
  readonly cells: Readonly<Record<CellId, ModelCell>>;
  /** Findings that must be there. */
  readonly must: readonly Expected[];
  /** Rules that may fire as a consequence of the faults; any other finding is a false alarm. */
  readonly may: readonly string[];
}

export function truthOf(planted: Planted, file: string, format: Truth['format'], producer: string): Truth {
  const { model, must, may } = planted;
  return {
    file,
    format,
    producer,
    unit: model.unit,
    year: model.year,
    edition: model.edition,
    sections: model.sections.map(({ id, number, name }) => ({ id, title: number + name })),
    cells: presentCells(model),
    must,
    may,
  };
}

function presentCells(model: ReportModel): Record<CellId, ModelCell> {
  const cells: Record<CellId, ModelCell> = {};
  for (const section of model.sections) {
    for (const block of section.content) {
      if (block.kind !== 'table') continue;
      for (const id of cellIds(block.table, model.edition)) {
        const row = id.slice(block.table.length + 1, id.lastIndexOf('.'));
        if (hasRow(model, block.table, row)) cells[id] = model.cells[id] as ModelCell;
      }
    }
  }
  return cells;
}
