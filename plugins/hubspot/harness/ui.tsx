import type * as real from '@hubspot/ui-extensions';
import { useId, useState, type CSSProperties, type ReactNode } from 'react';

/**
 * Stands for HubSpot's components in a browser, near enough to see how the app reads: HubSpot draws the real ones only
 * in its own pages. What the app uses is here, and nothing else.
 */
const GAPS: Record<string, string> = { 'extra-small': '4px', small: '8px', medium: '16px', large: '24px' };
const flexed = (value: string | undefined) => (value === 'start' || value === 'end' ? `flex-${value}` : value);

export function Flex({ children, direction = 'row', gap, wrap, align, justify }: real.FlexProps) {
  const style: CSSProperties = {
    flexDirection: direction,
    gap: GAPS[gap ?? ''] ?? 0,
    flexWrap: wrap === true || wrap === 'wrap' ? 'wrap' : 'nowrap',
    alignItems: flexed(align) ?? (direction === 'column' ? 'stretch' : 'flex-start'),
    justifyContent: flexed(justify),
  };
  return (
    <div className="flex" style={style}>
      {children}
    </div>
  );
}

export function Text({ children, variant, inline, format }: real.TextProps) {
  const className = ['text', variant === 'microcopy' && 'microcopy', format?.fontWeight].filter(Boolean).join(' ');
  return inline ? <span className={className}>{children}</span> : <div className={className}>{children}</div>;
}

export const Heading = ({ children }: real.HeadingProps) => <h2 className="heading">{children}</h2>;
export const Tile = ({ children }: real.TileProps) => <section className="tile">{children}</section>;
export const Divider = () => <hr className="divider" />;
export const Tag = ({ children, variant = 'default' }: real.TagProps) => (
  <span className={`tag ${variant}`}>{children}</span>
);

export const StatusTag = ({ children, variant = 'default' }: real.StatusTagProps) => (
  <span className={`status ${variant}`}>{children}</span>
);

type Href = real.LinkProps['href'] | undefined;
const address = (href: Href) => (typeof href === 'object' ? href.url : href);

export const Link = ({ children, href }: real.LinkProps) => (
  <a className="link" href={address(href)} target="_blank" rel="noreferrer">
    {children}
    <span aria-hidden="true" className="outside">
      ↗
    </span>
  </a>
);

interface AnyButton {
  children: ReactNode;
  href?: Href;
  variant?: string;
  size?: string;
  disabled?: boolean;
  onClick?: unknown;
}

export function Button({ children, href, variant = 'secondary', size = 'md', disabled, onClick }: AnyButton) {
  const className = `button ${variant} ${size}`;
  return href === undefined ? (
    <button
      type="button"
      className={className}
      disabled={disabled}
      onClick={() => (onClick as (() => void) | undefined)?.()}
    >
      {children}
    </button>
  ) : (
    <a className={className} href={address(href)} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

export const LoadingButton = ({ loading, ...button }: AnyButton & { loading?: boolean }) => (
  <Button {...button} disabled={loading === true} />
);

export const Alert = ({ title, children, variant = 'info' }: real.AlertProps) => (
  <div className={`alert ${variant}`} role="status">
    <div className="demibold">{title}</div>
    {children}
  </div>
);

export const LoadingSpinner = ({ label, showLabel, layout }: real.LoadingSpinnerProps) => (
  <div className={`spinner ${layout ?? ''}`} role="status">
    <span className="wheel" aria-hidden="true" />
    <span className={showLabel ? 'text' : 'hidden'}>{label}</span>
  </div>
);

export const EmptyState = ({ title, children, layout = 'horizontal' }: real.EmptyStateProps) => (
  <div className={`empty ${layout}`}>
    <div className="grow">
      {title && <h2 className="heading">{title}</h2>}
      {children}
    </div>
    <div className="picture" aria-hidden="true" />
  </div>
);

export const ErrorState = ({ title, children }: real.ErrorStateProps) => (
  <div className="empty vertical error">
    <div className="picture" aria-hidden="true" />
    <h2 className="heading">{title}</h2>
    {children}
  </div>
);

export function Accordion({ title, children }: real.AccordionProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <button
        type="button"
        className="accordion"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <span aria-hidden="true">{open ? '▾' : '▸'}</span> {title}
      </button>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </div>
  );
}

export const ProgressBar = ({ title, value = 0, maxValue = 100, valueDescription, ...rest }: real.ProgressBarProps) => (
  <div>
    <div className="text demibold">{title}</div>
    <div
      className="progress"
      role="progressbar"
      aria-label={rest['aria-label']}
      aria-valuemin={0}
      aria-valuemax={maxValue}
      aria-valuenow={value}
    >
      <div style={{ width: `${(100 * value) / maxValue}%` }} />
    </div>
    <div className="text microcopy">{valueDescription}</div>
  </div>
);

export const Statistics = ({ children }: real.StatisticsProps) => <dl className="statistics">{children}</dl>;
export const StatisticsItem = ({ label, number }: real.StatisticsItemProps) => (
  <div>
    <dt>{label}</dt>
    <dd>{number}</dd>
  </div>
);

export const DescriptionList = ({ children }: real.DescriptionListProps) => (
  <dl className="descriptions">{children}</dl>
);
export const DescriptionListItem = ({ label, children }: real.DescriptionListItemProps) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

export const List = ({ children }: real.ListProps) => (
  <ul className="list">
    {[children].flat().map((child, place) => (
      <li key={place}>{child}</li>
    ))}
  </ul>
);

interface AnyTable {
  children: ReactNode;
  paginated?: boolean;
  pageCount?: number;
  page?: number;
  onPageChange?: (page: number) => void;
}

export const Table = ({ children, paginated, pageCount = 1, page = 1, onPageChange }: AnyTable) => (
  <div>
    <table className="table">{children}</table>
    {paginated && (
      <nav className="pages" aria-label="Pages">
        {Array.from({ length: pageCount }, (_, place) => place + 1).map((number) => (
          <button key={number} type="button" aria-current={number === page} onClick={() => onPageChange?.(number)}>
            {number}
          </button>
        ))}
      </nav>
    )}
  </div>
);
export const TableHead = ({ children }: { children: ReactNode }) => <thead>{children}</thead>;
export const TableBody = ({ children }: { children: ReactNode }) => <tbody>{children}</tbody>;
export const TableRow = ({ children }: { children: ReactNode }) => <tr>{children}</tr>;
export const TableHeader = ({ children }: { children: ReactNode }) => <th scope="col">{children}</th>;
export const TableCell = ({ children }: real.TableCellProps) => <td>{children}</td>;

export function Select({ label, value, options, readOnly, onChange }: real.SelectProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={String(value)} disabled={readOnly} onChange={(event) => onChange?.(event.target.value)}>
        {options.map((option) => (
          <option key={String(option.value)} value={String(option.value)}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export const hubspot = {
  fetch: (...call: unknown[]): unknown =>
    (globalThis as unknown as { hsFetch: (...call: unknown[]) => unknown }).hsFetch(...call),
};
