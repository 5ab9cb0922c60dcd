package store

import (
	"context"
	"testing"
	"time"

	"sijoita/casework"
	"sijoita/internal/testkit"
)

// TestWhatTheTeamNotedBeforeIsKept: guidance, care-team meetings and working
// time that came before they could be corrected are there afterwards, each with
// a uid of its own.
func TestWhatTheTeamNotedBeforeIsKept(t *testing.T) {
	const before = 13
	for name, address := range map[string]string{"SQLite": "sqlite:" + t.TempDir() + "/before.db", "PostgreSQL": ""} {
		t.Run(name, func(t *testing.T) {
			if address == "" {
				address = testkit.Postgres(t)
			}
			ctx := context.Background()
			db, err := Open(ctx, address)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := db.migrateTo(ctx, before); err != nil {
				t.Fatal(err)
			}
			for _, statement := range []string{
				"INSERT INTO county (id, key) VALUES (1, 'k')",
				"INSERT INTO programme (id, uid, county, kind, name, starts_on) SELECT 1, uid, 1, 'ips', 'IPS', '2024-01-01' FROM (SELECT CAST('p' AS BLOB) AS uid) AS x",
				"INSERT INTO team (id, uid, county, programme, name) SELECT 1, uid, 1, 1, 'T' FROM (SELECT CAST('t' AS BLOB) AS uid) AS x",
				"INSERT INTO staff (id, uid, county, name) SELECT 1, uid, 1, 'S' FROM (SELECT CAST('s' AS BLOB) AS uid) AS x",
				"INSERT INTO care_team (id, uid, county, name, kind) SELECT 1, uid, 1, 'C', 'psychiatry' FROM (SELECT CAST('c' AS BLOB) AS uid) AS x",
				"INSERT INTO supervision (id, county, team, on_day, kind) VALUES (1, 1, 1, '2024-02-01', 'group'), (2, 1, 1, '2024-02-08', 'individual')",
				"INSERT INTO supervision_staff (supervision, place, staff) VALUES (1, 0, 1), (2, 0, 1)",
				"INSERT INTO care_team_meeting (id, county, care_team, on_day) VALUES (1, 1, 1, '2024-02-01'), (2, 1, 1, '2024-02-08')",
				"INSERT INTO care_team_meeting_staff (meeting, place, staff) VALUES (2, 0, 1)",
				"INSERT INTO worktime (county, staff, week, hours, employment_services, community) VALUES (1, 1, 202406, 37.5, 36, 20), (1, 1, 202405, 30, 30, 10)",
			} {
				if _, err := db.write.ExecContext(ctx, db.dialect.migration(statement)); err != nil {
					t.Fatalf("%s: %v", statement, err)
				}
			}
			if _, err := db.Migrate(ctx); err != nil {
				t.Fatal(err)
			}
			err = db.Read(ctx, 1, time.Unix(0, 0), func(tx *Tx) error {
				guidance, err := tx.EverySupervisionOf(1, casework.MustDay("2024-01-01"))
				if err != nil {
					return err
				}
				meetings, err := tx.MeetingsOfCareTeam(1, casework.MustDay("2024-01-01"))
				if err != nil {
					return err
				}
				weeks, err := tx.Worktime(0)
				if err != nil {
					return err
				}
				uids := map[casework.UID]bool{}
				for _, s := range guidance {
					uids[s.UID] = true
				}
				for _, m := range meetings {
					uids[m.UID] = true
				}
				for _, w := range weeks {
					uids[w.UID] = true
				}
				const records = 6
				if len(uids) != records || uids[casework.UID{}] {
					t.Errorf("the uids are %v", uids)
				}
				if len(guidance) != 2 || guidance[0].Kind != casework.GroupSupervision || len(guidance[1].Staff) != 1 || guidance[1].Revision != 1 {
					t.Errorf("the guidance is %+v", guidance)
				}
				if len(meetings) != 2 || len(meetings[0].Attended) != 0 || len(meetings[1].Attended) != 1 || meetings[1].InPart != nil {
					t.Errorf("the meetings are %+v", meetings)
				}
				if len(weeks) != 2 || weeks[0].Week != 202405 || weeks[1].EmploymentServices != 36 {
					t.Errorf("the weeks are %+v", weeks)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
