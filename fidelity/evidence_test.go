package fidelity

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"sijoita/casework"
)

const canary = "kanarialintu"

// full is a team of two coaches with a record behind every item that has rows,
// and a canary in every text of every record.
func full(t *testing.T) Records {
	r := records(t, colleague("2023-01-01", "", 1), clients(6, 1, 1), clients(6, 2, 2), weekly(2, 1), weekly(3, 2), reviewedIn(8))
	for key := range int64(6) {
		r.Placements = append(r.Placements, casework.Placement{Noted: noted(fmt.Sprint("j", key), key+1), EpisodeID: key + 1, Kind: casework.Employment, EmployerID: 40 + key,
			Occupation: []string{"9112", "5223"}[key%2], StartsOn: d("2024-04-02"), OpenMarket: yes(), Permanent: yes()})
		visits(key+1, "2024-02-02 2024-05-20", 1)(&r)
		r.Meetings = append(r.Meetings, casework.Meeting{Noted: noted(fmt.Sprint("m", key), key+1), EpisodeID: key + 1, On: d("2024-05-20"), Staff: []int64{1}, Place: "home",
			Channel: casework.MeetingFaceToFace, Kind: casework.MeetingFollowAlong})
	}
	for week := d("2024-05-13").Week(); len(r.Worktime) < 8; week = week.Monday().AddDays(7).Week() {
		for staff := range int64(2) {
			r.Worktime = append(r.Worktime, casework.Worktime{StaffID: staff + 1, Week: week, Hours: 37, EmploymentServices: 36, Community: 20})
		}
	}
	plant(reflect.ValueOf(&r).Elem())
	return r
}

// plant writes the canary into every text of a value that is no word of a list.
func plant(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.Type() != reflect.TypeFor[*Edition]() && !v.IsNil() {
			plant(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			plant(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && v.Type().Field(i).Name != "Occupation" {
				plant(v.Field(i))
			}
		}
	case reflect.String:
		if v.CanSet() && v.Type() == reflect.TypeFor[string]() {
			v.SetString(canary + v.String())
		}
	}
}

func frozen(t *testing.T, all []Evidence) string {
	t.Helper()
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEvidenceNamesNobody(t *testing.T) {
	r := full(t)
	live := Live(r, d(asked))
	all := EvidenceOf(r, live, "one")
	text := frozen(t, all)
	if strings.Contains(text, canary) {
		t.Errorf("a name or a text stands in the evidence:\n%s", text)
	}
	if said := frozen(t, nil) + jsonOf(t, live); !strings.Contains(said, canary) {
		t.Fatal("the canaries are not where they could be seen")
	}
	if strings.Contains(text, "2024-04-02") || strings.Contains(text, "9112") || !strings.Contains(text, `"from":"2024-04"`) {
		t.Errorf("a client's day or a job's whole code stands in the evidence:\n%s", text)
	}
	rows := 0
	for _, e := range all {
		rows += len(e.Rows) + len(e.Weeks)
		if len(e.Rows) != len(live.Items[e.Item].Rows) {
			t.Errorf("item %d has %d rows of %d", e.Item, len(e.Rows), len(live.Items[e.Item].Rows))
		}
	}
	if rows < 60 {
		t.Errorf("there are %d rows in all", rows)
	}
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestACodeIsTheSameThroughoutOneReviewAndAnotherInTheNext(t *testing.T) {
	r := full(t)
	live := Live(r, d(asked))
	first := frozen(t, EvidenceOf(r, live, "one"))
	if again := frozen(t, EvidenceOf(r, live, "one")); again != first {
		t.Error("the same review gives other codes")
	}
	if other := frozen(t, EvidenceOf(r, live, "two")); other == first {
		t.Error("another review gives the same codes: the two can be laid side by side")
	}
	employers := map[int]int{}
	for _, e := range EvidenceOf(r, live, "one") {
		if e.Item == 20 {
			for _, row := range e.Rows {
				employers[row.Employer]++
			}
		}
	}
	if len(employers) != 6 || employers[0] != 0 {
		t.Errorf("six employers are %v", employers)
	}
}

func TestEvidenceIsReadAsItWasFrozen(t *testing.T) {
	r := full(t)
	for _, e := range EvidenceOf(r, Live(r, d(asked)), "one") {
		body, err := e.Frozen()
		if err != nil {
			t.Fatal(err)
		}
		back, err := Thaw(body)
		if err != nil || jsonOf(t, back) != jsonOf(t, e) {
			t.Errorf("item %d came back as %s, %v", e.Item, jsonOf(t, back), err)
		}
	}
}
