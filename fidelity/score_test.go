package fidelity

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// ips is the edition that the tables score with.
func ips(t testing.TB) *Edition {
	t.Helper()
	all, err := Published()
	if err != nil {
		t.Fatal(err)
	}
	e, ok := Current(all, "ips-25")
	if !ok {
		t.Fatal("there is no ips-25")
	}
	return e
}

// scoreOf scores one item, its measures told as the contract writes them.
func scoreOf(t testing.TB, item int, measures string) Scored {
	t.Helper()
	all, err := Published()
	if err != nil {
		t.Fatal(err)
	}
	m, err := ReadMeasures(strings.NewReader(fmt.Sprintf(`{"scale":"ips-25","items":{"%d":%s}}`, item, measures)), all)
	if err != nil {
		t.Fatalf("%s: %v", measures, err)
	}
	return Score(m).Items[item]
}

// inMeasures writes the inputs of cases.csv, which are told in words, as the
// contract's measures.
var inMeasures = map[string]string{
	"1 ES 1.0 FTE, 20 active":                                       `{"specialists":[{"fte":1.0,"active":20}]}`,
	"1 ES 1.0 FTE, 21 active":                                       `{"specialists":[{"fte":1.0,"active":21}]}`,
	"1 ES 1.0 FTE, 23 active":                                       `{"specialists":[{"fte":1.0,"active":23}]}`,
	"1 ES 1.0 FTE, 25 active":                                       `{"specialists":[{"fte":1.0,"active":25}]}`,
	"2 ES 1.0 FTE, 12 + 28 active (ratio 20)":                       `{"specialists":[{"fte":1.0,"active":12},{"fte":1.0,"active":28}]}`,
	"0 active, 1.0 FTE":                                             `{"specialists":[{"fte":1.0,"active":0}]}`,
	"refers to other providers only":                                `{"specialists":[{"role":"refers_only"}]}`,
	"caseload, but sends clients elsewhere for the vocational work": `{"specialists":[{"role":"refers_out"}]}`,
	"1 phase":                            `{"specialists":[{"phases":1}]}`,
	"6 phases":                           `{"specialists":[{"phases":6}]}`,
	"0 teams":                            `{"specialists":[{"teams":0}]}`,
	"3 teams, 100 % of caseload":         `{"specialists":[{"teams":3,"percent":100}]}`,
	"2 teams, 49 %":                      `{"specialists":[{"teams":2,"percent":49}]}`,
	"2 teams, 50 %":                      `{"specialists":[{"teams":2,"percent":50}]}`,
	"1 team, 75 %":                       `{"specialists":[{"teams":1,"percent":75}]}`,
	"1 team, 90 %":                       `{"specialists":[{"teams":1,"percent":90}]}`,
	"mean 30 days and tracking":          `{"mean":30,"tracked":true}`,
	"mean 30 days, contacts not tracked": `{"mean":30,"tracked":false}`,
	"mean 31 days":                       `{"mean":31,"tracked":true}`,
	"mean 61 days":                       `{"mean":61,"tracked":true}`,
	"mean 150 days":                      `{"mean":150,"tracked":true}`,
	"days 5 10 12 14 400: mean 88.2 median 12":     `{"days":[5,10,12,14,400],"tracked":true}`,
	"1 a week, log reviewed weekly":                `{"specialists":[{"per_week":1,"log":"kept","review":"weekly"}]}`,
	"2 a week, log reviewed weekly":                `{"specialists":[{"per_week":2,"log":"kept","review":"weekly"}]}`,
	"4 a week, log reviewed monthly":               `{"specialists":[{"per_week":4,"log":"kept","review":"monthly"}]}`,
	"5 a week, log reviewed weekly":                `{"specialists":[{"per_week":5,"log":"kept","review":"weekly"}]}`,
	"5 a week, log reviewed monthly":               `{"specialists":[{"per_week":5,"log":"kept","review":"monthly"}]}`,
	"4 a week, log reviewed weekly, 2 job seekers": `{"specialists":[{"per_week":4,"log":"kept","review":"weekly","job_seekers":2}]}`,
	"ES scores 5, 4, 3 (mean 4.0)":                 `{"specialists":[{"per_week":6,"log":"kept","review":"weekly"},{"per_week":5,"log":"kept","review":"weekly"},{"per_week":4,"log":"kept","review":"weekly"}]}`,
	"10 jobs, 7 job types (70 %)":                  `{"jobs":10,"job_types":7}`,
	"10 jobs, 6 job types (60 %)":                  `{"jobs":10,"job_types":6}`,
	"10 jobs, 5 job types (50 %)":                  `{"jobs":10,"job_types":5}`,
	"9 current jobs, all permanent competitive":    `{"current_jobs":9,"jobs":9,"permanent_competitive":9}`,
	"20 jobs, 19 permanent competitive (95 %)":     `{"current_jobs":20,"jobs":20,"permanent_competitive":19}`,
	"20 jobs, 13 (65 %)":                           `{"current_jobs":20,"jobs":20,"permanent_competitive":13}`,
	"20 jobs, 12 (60 %)":                           `{"current_jobs":20,"jobs":20,"permanent_competitive":12}`,
}

// told writes what the table leaves to words: shares and counts.
func told(t *testing.T, item, input string) string {
	t.Helper()
	if written, ok := inMeasures[input]; ok {
		return written
	}
	if percent, ok := strings.CutSuffix(input, " %"); ok {
		if item == "24" {
			return `{"specialists":[{"percent":` + percent + `}]}`
		}
		return `{"percent":` + percent + `}`
	}
	if n, _, ok := strings.Cut(input, " part"); ok {
		return `{"parts":` + n + `}`
	}
	if n, _, ok := strings.Cut(input, " strateg"); ok {
		return `{"parts":` + n + `}`
	}
	t.Fatalf("nobody has written %q as measures", input)
	return ""
}

// TestCases holds the scores against the researched cases, a copy of which
// stands in testdata.
func TestCases(t *testing.T) {
	file, err := os.Open("testdata/cases.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	bands := map[string]Band{"good": Good, "fair": Fair, "not IPS": NotIPS}
	for _, row := range rows[1:] {
		id, item, input, want := row[0], row[1], row[3], row[4]
		t.Run(id+" "+input, func(t *testing.T) {
			switch {
			case item != "total":
				n, _ := strconv.Atoi(item)
				if got := scoreOf(t, n, told(t, item, input)); got.Score == nil || strconv.Itoa(*got.Score) != want {
					t.Errorf("item %s with %s scores %s, want %s (%s)", item, input, said(got), want, row[5])
				}
			case want == "no total":
				got := totalOf(t, ratings(24, 103))
				if got.Total != nil || got.Band != nil || got.Rated != 24 || got.Sum != 103 || *got.Mean != 4.29 {
					t.Errorf("24 items of 103 come to %+v", got)
				}
			default:
				total, _ := strconv.Atoi(input[strings.LastIndex(input, " ")+1:])
				if got := totalOf(t, ratings(25, total)); *got.Total != total || *got.Band != bands[want] {
					t.Errorf("a total of %d is %s, want %s", total, *got.Band, want)
				}
			}
		})
	}
}

func said(s Scored) string {
	raw, _ := json.Marshal(s)
	return string(raw)
}

// ratings spreads a sum over the first n items.
func ratings(n, sum int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = sum / n
		if i < sum%n {
			all[i]++
		}
	}
	return all
}

func totalOf(t *testing.T, all []int) Summary {
	t.Helper()
	m := Measures{Edition: ips(t), Items: map[int]Measure{}}
	for i, rating := range all {
		m.Items[i+1] = Rating(rating)
	}
	return Score(m).Summary
}

// TestThresholds goes to every threshold from both sides.
func TestThresholds(t *testing.T) {
	of := func(shape string) func(string) string {
		return func(n string) string { return strings.ReplaceAll(shape, "N", n) }
	}
	clients := of(`{"specialists":[{"fte":1,"active":N}]}`)
	tenths := of(`{"specialists":[{"fte":1,"active":N},{"fte":1,"active":N},{"fte":0.5,"active":0}]}`)
	percent := of(`{"percent":N}`)
	each := of(`{"specialists":[{"percent":N}]}`)
	mean := of(`{"mean":N,"tracked":true}`)
	met := of(`{"specialists":[{"per_week":N,"log":"kept","review":"weekly"}]}`)
	team := of(`{"specialists":[{"teams":2,"percent":N}]}`)
	parts := of(`{"parts":N}`)
	phases := of(`{"specialists":[{"phases":N}]}`)
	types := of(`{"jobs":1000,"job_types":N}`)
	firms := of(`{"jobs":1000,"employers":N}`)
	lasting := of(`{"jobs":1000,"current_jobs":1000,"permanent_competitive":N}`)
	for _, c := range []struct {
		says     string
		item     int
		measures func(string) string
		at       string // value=score, in turn
	}{
		{"the ratio is whole where one coach has them all", 1, clients, "0=5 20=5 21=4 25=4 26=3 30=3 31=2 40=2 41=1"},
		{"a band is lost as soon as its upper bound is passed", 1, tenths, "25=5 26=4 31=4 32=3 37=3 38=2 50=2 51=1"},
		{"employment work", 2, percent, "0=1 59.999=1 60=2 74.999=2 75=3 89.999=3 90=4 95.999=4 96=5 100=5"},
		{"phases", 3, phases, "0=2 1=3 4=3 5=4 6=5"},
		{"clients from the own care teams", 4, team, "0=2 49.9=2 50=3 74.9=3 75=4 89.9=4 90=5"},
		{"five parts", 5, parts, "0=1 1=1 2=2 3=3 4=4 5=5"},
		{"five roles", 8, parts, "0=1 1=1 2=2 3=3 4=4 5=5"},
		{"five ways", 10, parts, "0=1 1=1 2=2 3=3 4=4 5=5"},
		{"five parts of the leaders", 11, parts, "0=1 1=1 2=2 3=3 4=4 5=5"},
		{"four parts", 13, parts, "0=1 1=2 2=3 3=4 4=5"},
		{"mean days, not rounded", 15, mean, "0=5 30=5 30.01=4 60=4 60.4=3 150=3 150.5=2 270=2 270.1=1"},
		{"contacts that follow the plan", 16, percent, "0=1 24.9=1 25=2 49.9=2 50=3 74.9=3 75=4 89.9=4 90=5"},
		{"contacts a week", 17, met, "0=1 1.99=1 2=2 3=2 3.99=2 4=3 4.99=3 5=4 5.99=4 6=5"},
		{"job types", 19, types, "499=1 500=2 599=2 600=3 699=3 700=4 849=4 850=5"},
		{"employers", 20, firms, "499=1 500=2 599=2 600=3 699=3 700=4 849=4 850=5"},
		{"permanent jobs in the open market", 21, lasting, "649=1 650=2 749=2 750=3 849=3 850=4 949=4 950=5"},
		{"exactly 30 per cent of the time outside is still 1", 24, each, "29.9=1 30=1 30.01=2 39.9=2 40=3 49.9=3 50=4 64.9=4 65=5"},
		{"six strategies", 25, parts, "0=1 1=1 2=1 3=2 4=3 5=4 6=5"},
	} {
		t.Run(c.says, func(t *testing.T) {
			for _, pair := range strings.Fields(c.at) {
				value, want, _ := strings.Cut(pair, "=")
				if got := scoreOf(t, c.item, c.measures(value)); got.Score == nil || strconv.Itoa(*got.Score) != want {
					t.Errorf("item %d at %s scores %s, want %s", c.item, value, said(got), want)
				}
			}
		})
	}
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		says, measures string
		item           int
		want           string // as JSON
	}{
		{"one coach over 20 is told though the ratio is within", `{"specialists":[{"fte":1,"active":12},{"fte":1,"active":28}]}`, 1, `{"score":5,"value":20,"tie":false,"warnings":["over_limit"]}`},
		{"a half-time coach may have ten", `{"specialists":[{"fte":0.5,"active":11},{"fte":1,"active":2}]}`, 1, `{"score":5,"value":8.6667,"tie":false,"warnings":["over_limit"]}`},
		{"a ratio is exact: 0.1 + 0.2 is 0.3", `{"specialists":[{"fte":0.1,"active":3},{"fte":0.2,"active":3}]}`, 1, `{"score":5,"value":20,"tie":false,"warnings":["over_limit"]}`},
		{"clients without anybody's time for them are not scored", `{"specialists":[{"fte":0,"active":3}]}`, 1, `{"score":null,"value":null,"tie":false,"warnings":["no_coach"]}`},
		{"no coach, no clients: nothing to score", `{"specialists":[]}`, 1, `{"score":null,"value":null,"tie":false,"warnings":[]}`},
		{"a role that only refers scores 1 whatever the phases", `{"specialists":[{"phases":6,"role":"refers_only"}]}`, 3, `{"score":1,"value":1,"tie":false,"warnings":[]}`},
		{"a tie gives the lower", `{"specialists":[{"phases":6},{"phases":5}]}`, 3, `{"score":4,"value":4.5,"tie":true,"warnings":[]}`},
		{"over a half goes up", `{"specialists":[{"phases":6},{"phases":6},{"phases":5}]}`, 3, `{"score":5,"value":4.6667,"tie":false,"warnings":[]}`},
		{"three teams are as too few clients from them", `{"specialists":[{"teams":3}]}`, 4, `{"score":2,"value":2,"tie":false,"warnings":[]}`},
		{"meetings monthly and contact weekly", `{"meeting_months":3,"contact_weeks":10,"weeks":13,"contact_months":3}`, 6, `{"score":5,"value":76.9231,"tie":false,"warnings":[]}`},
		{"weekly is three quarters of the weeks", `{"meeting_months":3,"contact_weeks":9,"weeks":13,"contact_months":3}`, 6, `{"score":4,"value":69.2308,"tie":false,"warnings":[]}`},
		{"contact weekly without meetings", `{"meeting_months":0,"contact_weeks":9,"weeks":12,"contact_months":3}`, 6, `{"score":4,"value":75,"tie":false,"warnings":[]}`},
		{"one meeting in the quarter", `{"meeting_months":1,"contact_weeks":0,"weeks":13,"contact_months":0}`, 6, `{"score":4,"value":0,"tie":false,"warnings":[]}`},
		{"contact every month", `{"meeting_months":0,"contact_weeks":3,"weeks":13,"contact_months":3}`, 6, `{"score":3,"value":23.0769,"tie":false,"warnings":[]}`},
		{"contact once in the quarter", `{"meeting_months":0,"contact_weeks":1,"weeks":13,"contact_months":1}`, 6, `{"score":2,"value":7.6923,"tie":false,"warnings":[]}`},
		{"no contact", `{"meeting_months":0,"contact_weeks":0,"weeks":13,"contact_months":0}`, 6, `{"score":1,"value":0,"tie":false,"warnings":[]}`},
		{"an absent yes or no counts as no: contacts are not tracked", `{"mean":10}`, 15, `{"score":4,"value":10,"tie":false,"warnings":[]}`},
		{"the mean is scored and not the median", `{"days":[5,10,12,14,400],"tracked":true}`, 15, `{"score":3,"value":88.2,"tie":false,"warnings":[]}`},
		{"nobody has started", `{"days":[],"tracked":true}`, 15, `{"score":null,"value":null,"tie":false,"warnings":[]}`},
		{"no log: at most 2", `{"specialists":[{"per_week":9,"log":"none"}]}`, 17, `{"score":2,"value":2,"tie":false,"warnings":[]}`},
		{"no log does not lift", `{"specialists":[{"per_week":1,"log":"none"}]}`, 17, `{"score":1,"value":1,"tie":false,"warnings":[]}`},
		{"reviewed less than monthly: at most 2", `{"specialists":[{"per_week":9,"log":"kept","review":"less"}]}`, 17, `{"score":2,"value":2,"tie":false,"warnings":[]}`},
		{"the caps come last: few job seekers do not pass them", `{"specialists":[{"per_week":4,"log":"kept","review":"monthly","job_seekers":2}]}`, 17, `{"score":3,"value":3,"tie":false,"warnings":[]}`},
		{"two contacts to each of fewer than three job seekers", `{"specialists":[{"per_week":2,"log":"kept","review":"weekly","job_seekers":1}]}`, 17, `{"score":5,"value":5,"tie":false,"warnings":[]}`},
		{"with three job seekers six it is", `{"specialists":[{"per_week":5,"log":"kept","review":"weekly","job_seekers":3}]}`, 17, `{"score":4,"value":4,"tie":false,"warnings":[]}`},
		{"a coach without job seekers is left out", `{"specialists":[{"per_week":0,"log":"kept","review":"weekly","job_seekers":0},{"per_week":6,"log":"kept","review":"weekly"}]}`, 17, `{"score":5,"value":5,"tie":false,"warnings":[]}`},
		{"the mean of the scores, not the score of the mean", `{"specialists":[{"per_week":2,"log":"kept","review":"weekly"},{"per_week":10,"log":"kept","review":"weekly"}]}`, 17, `{"score":3,"value":3.5,"tie":true,"warnings":[]}`},
		{"no jobs: nothing to be different", `{"jobs":0,"job_types":0}`, 19, `{"score":null,"value":null,"tie":false,"warnings":[]}`},
		{"under ten running jobs score 1", `{"current_jobs":9,"jobs":12,"permanent_competitive":12}`, 21, `{"score":1,"value":100,"tie":false,"warnings":[]}`},
		{"no jobs at all are not scored", `{"current_jobs":0,"jobs":0,"permanent_competitive":0}`, 21, `{"score":null,"value":null,"tie":false,"warnings":[]}`},
		{"a rating is what it is", `{"rating":4}`, 9, `{"score":4,"value":null,"tie":false,"warnings":[]}`},
	} {
		t.Run(c.says, func(t *testing.T) {
			if got := said(scoreOf(t, c.item, c.measures)); got != c.want {
				t.Errorf("item %d scores %s, want %s", c.item, got, c.want)
			}
		})
	}
}

// TestOutput holds a whole answer against the contract's shape.
func TestOutput(t *testing.T) {
	all, err := Published()
	if err != nil {
		t.Fatal(err)
	}
	m, err := ReadMeasures(strings.NewReader(`{"scale":"ips-25","items":{"10":{"rating":3},"1":{"specialists":[{"fte":1,"active":21}]},"15":{"days":[]}}}`), all)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(Score(m))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"scale":"ips-25","items":{"1":{"score":4,"value":21,"tie":false,"warnings":[]},"10":{"score":3,"value":null,"tie":false,"warnings":[]},` +
		`"15":{"score":null,"value":null,"tie":false,"warnings":[]}},"rated":2,"sum":7,"mean":3.5,"total":null,"band":null}`
	if string(got) != want {
		t.Errorf("it says\n%s, want\n%s", got, want)
	}
}
