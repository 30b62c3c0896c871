import { DatePicker } from 'antd';
import dayjs from 'dayjs';

/** Where clocks are read. */
const OFFSET = '+08:00';

/** An instant as `2026-11-25T09:30:00+08:00`, chosen as day and time of the clock in China. */
export function InstantInput({ id, value, onChange }: { id?: string; value?: string; onChange?: (at: string | undefined) => void }) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      showTime={{ format: 'HH:mm' }}
      value={value ? dayjs(value.slice(0, -OFFSET.length)) : null}
      onChange={(at) => onChange?.(at ? `${at.format('YYYY-MM-DDTHH:mm')}:00${OFFSET}` : undefined)}
      format="YYYY-MM-DD HH:mm"
      style={{ width: 180 }}
    />
  );
}
