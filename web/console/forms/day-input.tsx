import { DatePicker } from 'antd';
import dayjs from 'dayjs';

/** A day as `2026-11-25`, chosen from a calendar or typed. */
export function DayInput({ id, value, onChange }: { id?: string; value?: string; onChange?: (day: string | undefined) => void }) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day?.format('YYYY-MM-DD'))}
      format="YYYY-MM-DD"
      style={{ width: 180 }}
    />
  );
}
