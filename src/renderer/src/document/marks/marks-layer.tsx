/** Draws the computed marks over a document view. It lies above the pages and lets every pointer event through. */
import { memo } from 'react';
import type { Rect } from '../geometry.ts';
import type { Marks } from './marks.ts';
import './marks.css';

interface Props {
  readonly marks: Marks;
  readonly chosen: number | null;
}

export const MarksLayer = memo(function MarksLayer({ marks, chosen }: Props) {
  return (
    <div className="marks" aria-hidden="true">
      <div className="marks-washes">
        {marks.areas.map((area) => (
          <div
            key={area.key}
            className={`wash ${area.role} ${area.severity}${area.settled ? ' settled' : ''}`}
            style={boxOf(area.rect)}
          />
        ))}
      </div>
      {marks.areas.map((area) => (
        <div
          key={area.key}
          className={`mark ${area.role} ${area.severity}${area.settled ? ' settled' : ''}`}
          data-finding={area.finding}
          data-role={area.role}
          data-chosen={area.finding === chosen}
          style={boxOf(area.rect)}
        />
      ))}
      <svg className="leaders">
        <title>{''}</title>
        {marks.labels.map((label) =>
          label.leader.length === 0 ? null : (
            <polyline
              key={label.key}
              className={label.role}
              points={label.leader.map(([x, y]) => `${x},${y}`).join(' ')}
            />
          ),
        )}
      </svg>
      {marks.labels.map((label) => (
        <span key={label.key} className={`label ${label.role}`} data-label={label.role} style={boxOf(label.rect)}>
          {label.text}
        </span>
      ))}
    </div>
  );
});

const boxOf = ({ left, top, width, height }: Rect) => ({ left, top, width, height });
