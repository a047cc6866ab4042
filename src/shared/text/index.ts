/** Running text: AnnualReport's paragraphs to passages with quantities, what they count and how they relate. */
export { holdsDoubled } from './doubled.ts';
export { type CellSum, type Measure, measureOf, requestTotalsAt, tableShareOf } from './measures/index.ts';
export { chineseYear } from './numerals.ts';
export { type Passage, passageOf, passageSigns, placesOfSpan, quoteOf, type Span } from './passage.ts';
export { type Quantity, quantitiesOf } from './quantities.ts';
export { type Figure, holdsOtherYear, type Reading, readPassage, readText } from './reading.ts';
export { growthIn, isGrowth, isQuotient, partsIn, ratesIn, sharesIn, sumOf } from './relations.ts';
export { type Surroundings, surroundingsOf } from './whose.ts';
export { claimsIn } from './zero-claims.ts';
