import { Table, type TableColumnsType } from 'antd';

interface Props<Row> {
  rows: readonly Row[];
  rowKey: (keyof Row & string) | ((row: Row) => string);
  columns: TableColumnsType<Row>;
  loading?: boolean;
  /** What is said where there are no rows. */
  none?: string;
  /** Where there is less room than this, in px, the table is scrolled by itself. */
  width?: number;
}

/** A small table that shows all its rows at once. */
export const SmallTable = <Row extends object>({ rows, rowKey, columns, loading = false, none, width }: Props<Row>) => (
  <Table
    size="small"
    rowKey={rowKey}
    dataSource={rows}
    columns={columns}
    loading={loading}
    pagination={false}
    {...(none ? { locale: { emptyText: none } } : {})}
    {...(width ? { scroll: { x: width } } : {})}
  />
);
