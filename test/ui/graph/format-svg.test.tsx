import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { formatSvg } from '../../../src/ui/graph/format-svg.ts';

function Drawing() {
  return (
    <svg className="drawing">
      <g className="mark" role="button" tabIndex={0} aria-label="cart">
        <circle r={20} data-screen-only />
        <circle r={10} style={{ fill: 'rgb(1, 2, 3)' }} />
        <text>cart &amp; co</text>
      </g>
    </svg>
  );
}

test('a drawing as a file carries its styles, and nothing that only the page needs', () => {
  const { container } = render(<Drawing />);
  const svg = container.querySelector('svg')!;
  const file = new DOMParser().parseFromString(formatSvg(svg), 'image/svg+xml');
  expect(file.documentElement.namespaceURI).toBe('http://www.w3.org/2000/svg');
  expect([...file.querySelectorAll('circle')].map((circle) => circle.getAttribute('r'))).toEqual(['10']);
  expect(file.querySelector('circle')!.getAttribute('fill')).toBe('rgb(1, 2, 3)');
  expect(file.querySelector('text')!.textContent).toBe('cart & co');
  expect(file.querySelectorAll('[class], [tabindex], [role=button]')).toHaveLength(0);
  expect(file.querySelector('g')!.getAttribute('aria-label')).toBe('cart');
  expect(svg.querySelectorAll('circle')).toHaveLength(2);
});
