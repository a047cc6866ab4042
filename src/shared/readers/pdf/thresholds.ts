/**
 * Every threshold of the PDF layout, in one place. Lengths are points unless the name or comment says that they are
 * parts of a font size (em). Rows and columns of a report's tables are 8 points and more; type is 6 points and more.
 */
export const thresholds = {
  /** Text whose direction is off the axes by more than this (tangent) is a watermark. */
  skew: 0.12,
  /** Type smaller than this cannot be seen. */
  leastSize: 0.5,
  /** Height of a glyph's middle over its baseline, em. */
  middle: 0.38,
  /** Glyph box over and under the baseline, em. */
  ascent: 0.88,
  descent: 0.12,

  /** A ruling line may be off the axes by this much over its length. */
  lineSkew: 1,
  /** A filled rectangle with a side up to this is a line. */
  thin: 3,
  /** Lines closer than this are one line (double lines, borders drawn by each cell). */
  snap: 3.5,
  /** Ruling lines of one table leave less room than this without any; between tables there is a heading at least. */
  betweenTables: 12,
  /** Pieces of a line this far apart are one line. */
  join: 3,
  /** Pieces up to this long are dashes; between them gaps up to twice their length are bridged, this at most. */
  dash: 6.5,
  dashGap: 6.5,
  /** Shorter lines, after joining, divide nothing. */
  shortest: 4,
  /** A line and a crossing line meet when their ends miss each other by up to this. */
  meet: 3.5,
  /** Part of a slot's side that a line must cover to divide. */
  cover: 0.6,
  /** Lines that reach this far past the outermost crossing line mark an open side of the table. */
  openEnd: 6,
  /** A column that no row's line crosses is at most this wide, of the rest of the table. */
  besideLattice: 0.4,
  /** Joined lines of one direction on a page; more are a drawing. */
  linesPerPage: 3000,

  /** Glyphs belong to one line when their middles differ by less than this, em of the larger. */
  sameLine: 0.45,
  /** Equal glyphs closer than this are one, printed twice for boldness, em. */
  overprint: 0.15,
  /** A gap between Latin letters or digits that is a blank, em, beyond the line's own letter spacing. */
  wordGap: 0.18,
  /** The most that counts as letter spacing, em. */
  widestSpacing: 0.3,

  /** A run that overhangs its cell by up to this part of its length belongs to the cell as a whole. */
  overhang: 0.4,

  /** A cell across the whole table with so many characters is running text; headings of parts are shorter. */
  longCell: 25,
  /** A row of figures this near to a shaded row is of the same table. */
  besideShading: 24,

  /** Text of a cell that the page's end cut may hang out of it by this, em. */
  cutText: 1.2,

  /** Column lines of two pages are the same when they differ by up to this. */
  sameColumn: 4,
  /** A box with one cell that may be a row of the next page's table is at most this high. */
  singleRow: 60,
  /** A row is low, as cut rows are, under this part of the table's usual row height. */
  lowRow: 0.85,
  /** That many words below each other at the page's end, and no number, are heads cut in two. */
  cutHeads: 4,
  /** A line with less room than this to the cell's side was broken there, em. */
  fullLine: 1.4,

  /** Without ruling lines: a gap that divides columns, and how far two numbers of a column may miss each other, em. */
  columnGap: 0.9,
  columnSlack: 0.3,
  /** Numbers of a row, and rows, that make a table; a single row needs that many numbers, and heads. */
  unruledColumns: 3,
  unruledRows: 3,
  longRow: 8,
  /** Rows further apart than this belong to no one table; heads closer than this are one row; em. */
  rowDistance: 4,
  wrapDistance: 1.5,

  /** Official tables without ruling lines: distinct labels, and rows with the form's own labels, that prove one. */
  officialLabels: 4,
  officialRows: 2,
  /** A gap that may divide two labels or figures where what is round it is no label as a whole, em. */
  officialGap: 0.25,
  /** Lines of one label are closer than this, and number at most so many; em. */
  officialPitch: 1.9,
  officialWrap: 7,
  /** Figures stand beside their label, or miss its first or last line by less than this, em. */
  officialReach: 0.6,
  officialLevel: 0.15,
  /** Rows further apart are no one table's, points; a strange label is at most so wide, of the page. */
  officialDistance: 90,
  officialLabel: 0.4,
  /** One column in that many may be headed in an office's own words. */
  officialStrange: 7,

  /** Columns of text: the least room between them, a first line's indent, how ragged full lines end, their least width, how far off the middle a centred line is; em. */
  gutter: 0.7,
  columnIndent: 2.8,
  columnRagged: 2,
  columnWidth: 8,
  columnCentred: 0.5,
  /** Lines on both sides of a gutter that prove it by their ends alone. */
  columnLines: 4,
  /** Places on a page that are looked at as a column's left side; text in columns has few. */
  columnEdges: 40,
  /** A line further below the one above is not its paragraph's last, em. */
  columnPitch: 2.4,
  /** Columns that end above this part of the page end for what follows, not for want of room. */
  columnFoot: 0.8,
  /** Part of the paper's width that text takes, as a rule. */
  textPart: 0.8,

  /** Part of the page, at top and bottom, where headers and footers stand. */
  margin: 0.13,
  /** Nearer to the paper's edge than this part of the page, a line that stands twice is a running head. */
  edge: 0.08,
  /** On small pages the margins are at least this high. */
  leastMargin: 90,
  /** A line at least this wide, of the page, tells where the text's margins are; from this many on a page's own count. */
  longLine: 0.55,
  fullLinesOfPage: 4,
  /** A line that goes on is at least this wide, of the page, and leaves no more room than the next word and this, em. */
  fullPart: 0.45,
  fullSlack: 0.35,
  /** Characters of a word that may be too long for the line before. */
  longestToken: 40,
  /** A first line is indented by more than this, em. */
  indent: 1.2,
  /** A centred line is indented by more than this on both sides, and alike but for this; em. */
  centred: 1,
  centredSlack: 2,
  /** Lines of one paragraph differ in size by less than this part. */
  sameSize: 0.12,
  /** A paragraph's lines are at most this much further apart than usual. */
  pitchSlack: 1.3,
  /** Lines further apart than this are no lines of one text, em. */
  widestPitch: 3,

  /** Images smaller than this (either side) are ornaments. */
  imageSide: 40,
  /** A page with an image over this part of it and fewer characters than this is a scan. */
  scanPart: 0.5,
  scanGlyphs: 30,
  /** On a page that is a picture, text was recognised when more than this part of its characters is not painted. */
  recognised: 0.5,
  /** A page without characters and with more curves than this is text drawn as outlines. */
  outlines: 400,
  /** From so many foreign letters, and this part of all characters, on, a text layer is wrong. Right reports have none. */
  garbledLetters: 20,
  garbled: 0.01,
  /** An image over more than this part of the page is its paper. */
  paper: 0.65,
  /** After this many pages in a row that cannot be read, no further page is tried. */
  failedPages: 10,
  /** With more than this part of characters unknown, a page cannot be read; with more than that, a font is damaged. */
  unreadable: 0.3,
  unmapped: 0.02,
  /** With more than this part of characters beside the paper, its size is damaged. */
  outside: 0.1,
} as const;
