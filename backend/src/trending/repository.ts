import type { Database } from "../db/database.ts";
import { statement } from "../db/statement.ts";

interface Trend {
  /** In lower case. */
  term: string;
  /** Living cruds and replies that contain it. */
  cruds_count: number;
}

export interface TrendRepository {
  /** The words in the most living cruds and replies, at most five. */
  findTrends(): Promise<readonly Trend[]>;
}

/** Only this many cruds at the top of the feed, and their replies, are examined. */
const MAX_CRUDS = 500;

/** Words that are everywhere and say nothing; shorter ones are left out in any case. */
const STOP_WORDS = (
  "about after again also another anything because been before being both came cannot come could does doing done down " +
  "each even ever every everything from gone have having here hers him himself into itself just keep know last less like " +
  "long made make many might more most much must myself never next none nothing only other ours over said same seem should " +
  "since some something still such take than that their them then there these they thing this those through time under " +
  "until upon very want was were what when where which while will with without word would your yours"
).split(" ");

const TRENDING = statement(
  "trending-terms",
  `
with living as (
  select uuid from activities
  where reply_to_activity_uuid is null and expires_at > now()
  order by created_at desc
  limit $2
),
said as (
  select uuid, lower(message) as message from activities where uuid in (select uuid from living)
  union all
  select uuid, lower(message) from activities where reply_to_activity_uuid in (select uuid from living)
)
select term, count(distinct said.uuid)::integer as cruds_count
from said, regexp_split_to_table(said.message, '[^[:alnum:]]+') as term
where char_length(term) between 4 and 30 and term !~ '^[0-9]+$' and term <> all ($1::text[])
group by term
order by cruds_count desc, term
limit 5`,
);

export function createTrendRepository(database: Database): TrendRepository {
  return { findTrends: () => database.query<Trend>(TRENDING, [STOP_WORDS, MAX_CRUDS]) };
}
