/** What is said to Postgres of journals, wherever entries and marks are read or written. */
import { COLUMNS, ENTRY } from './entry-columns.js';

// Named, so that each connection parses and plans them once. `offset 0` keeps the planner from turning look-ups by key
// into a scan of the whole journal, which a plan made for unknown numbers would do.
export const SQL = {
  lock: {
    name: 'journal-lock',
    text: 'select seq, hash from journal_heads where session_id = $1 for update',
  },
  begin: {
    name: 'journal-begin',
    text: 'insert into journal_heads (session_id, seq, hash) values ($1, 0, $2) on conflict do nothing',
  },
  read: {
    name: 'journal-read',
    // There are no holes (J-01), so a page is a range; bounded by a limit alone it was read with all that comes behind it and
    // sorted, as long as Postgres knew little of the table.
    text: `select ${COLUMNS} from (select * from journal_entries
      where session_id = $1 and seq > $2::int and seq <= $2::int + coalesce($3::int, 2147483647 - $2::int)
      order by seq) as entry`,
  },
  concerning: {
    name: 'journal-concerning',
    text: `select ${ENTRY} from journal_entries
      where session_id = $1 and seq > $2 and seq <= $3 and type ~ $4 order by seq limit $5`,
  },
  made: {
    name: 'journal-made',
    text: `select made.* from unnest($2::text[], $3::text[]) as asked (who, id)
      cross join lateral (select ${ENTRY} from journal_entries
        where session_id = $1 and actor = asked.who and command_id = asked.id offset 0) as made
      order by made.seq`,
  },
  append: {
    name: 'journal-append',
    text: `with head as (update journal_heads set seq = $2, hash = $3 where session_id = $1)
      insert into journal_entries (session_id, seq, type, at, actor, command_id, part, prev, hash, data)
      select $1, * from rows from (unnest($4::int[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::int[],
        $10::text[], $11::text[]), json_array_elements($12::json)) as entry`,
  },
  boxState: {
    name: 'journal-box',
    // 'destroyed' comes before 'sealed'.
    text: `select (select min(how) from ballot_boxes_ended as ended
        where ended.session_id = opened.session_id and ended.box = opened.box) as ended
      from ballot_boxes as opened where session_id = $1 and box = $2`,
  },
  marks: {
    name: 'journal-marks',
    text: `select mark.* from unnest($2::text[], $3::text[]) as asked (box, key)
      cross join lateral (select box, key, command_id as command from ballot_marks as marks
        where session_id = $1 and marks.box = asked.box and marks.key = asked.key offset 0) as mark`,
  },
  put: {
    name: 'journal-put',
    // Contents of one batch are shuffled: nothing in the table keeps the order of the marks.
    text: `with asked as (
        select * from unnest($3::text[], $4::text[], $5::json[]) as asked (key, command_id, content)
      ), marked as (
        insert into ballot_marks (session_id, box, key, command_id)
        select $1, $2, key, command_id from asked on conflict do nothing returning key
      ), put as (
        insert into ballots (session_id, box, content)
        select $1, $2, content from asked join marked using (key) order by gen_random_uuid()
      ) select key from marked`,
  },
  seal: {
    name: 'journal-seal',
    text: `insert into ballot_lists (session_id, box, content)
      select $1, $2, content from json_array_elements($3::json) as given (content) order by gen_random_uuid()`,
  },
  marksBefore: {
    name: 'journal-marks-before',
    text: `select mark.* from unnest($2::text[], $3::text[]) as asked (box, key)
      cross join lateral (select box, key, command_id as command from box_marks as marks
        where session_id = $1 and marks.box = asked.box and marks.key = asked.key offset 0) as mark`,
  },
} as const;
