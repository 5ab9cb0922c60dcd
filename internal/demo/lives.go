package demo

import "sijoita/casework"

// life is what is settled beforehand of a client who has started. Days are
// counted back from today unless something else is said.
type life struct {
	given, family string // empty: dealt
	coach         string
	careTeam      string
	ago           int // since the start
	age           int
	income        string
	language      string // empty: Finnish
	leave         leave  // empty: direct
	sentence      string // what may be said to employers; empty: dealt

	jobs    []job
	trial   *spell
	study   *spell
	pause   *stop
	end     *stop
	earlier *earlier  // an episode that is over
	handed  *handOver // who was the coach before
	held    *job      // a job that ran before the start

	exact        bool // the start keeps its day, weekday or not, because it is counted from
	met          int  // since the last meeting; 0: of late
	unmet        bool // no employer has been met for them
	quiet        int  // since an employer was last met for them; 0: of late
	revokedAgo   int  // since they took back the leave to speak to employers
	noCareTeam   bool // the care team may not be told
	uncounselled bool // a job began before anybody had counted what it does to the income
}

// leave is how far the coach may go with employers.
type leave string

const (
	leaveUnasked    leave = "unasked" // no answer is recorded
	leaveRefused    leave = "refused"
	leaveBackground leave = "background"
)

// The main incomes, in the interchange's words.
const (
	kelaPension   = "disability_pension_kela"
	earnedPension = "disability_pension_earnings"
	rehabilitated = "rehabilitation_benefit"
	labourMarket  = "labour_market_subsidy" // general_support since May 2026
	dailyAllow    = "earnings_related_allowance"
	sickness      = "sickness_allowance"
	social        = "social_assistance"
)

// job is an employment in the open labour market.
type job struct {
	after   int // days from the start of the episode
	days    int // 0: still running
	hours   float64
	at      string // trade of the employer
	rate    int    // cents an hour; 0: dealt
	subsidy casework.SubsidyKind
	percent float64
	fixed   int // months of a fixed term that is still running; 0: permanent
	more    more
}

// more is what changes while a job runs: longer weeks after some days. The zero
// more is no change.
type more struct {
	after int // days from the job's first
	hours float64
}

// spell is a work trial or studies.
type spell struct {
	after int
	days  int // 0: until further notice
	hours float64
	at    string
}

// stop is a pause or an end, and why.
type stop struct {
	ago int
	why string
}

type earlier struct {
	ago, endedAgo int
	why           string
	jobs          []job
}

type handOver struct {
	from string
	ago  int
}

const (
	wage       = casework.WageSubsidy
	supplement = casework.MunicipalSupplement
)

// lives are the 66 clients who have started, by coach: 58 active, three paused,
// five ended. 22 of them have been employed, in 27 jobs of which 15 run; one
// more kept the job he had.
var lives = []life{
	// Riikka: 19 active, six of them at work.
	{given: "Joona", family: "Moilanen", coach: riikka, careTeam: care2, ago: 101, age: 42, income: kelaPension, met: 4,
		sentence: "Joona on ollut pitkään poissa töistä ja haluaa aloittaa lyhyillä päivillä."},
	{given: "Oona", family: "Leinonen", coach: riikka, careTeam: youth, ago: 160, age: 24, income: labourMarket},
	{given: "Kaisa", family: "Huotari", coach: riikka, careTeam: care2, ago: 27, age: 31, income: rehabilitated, unmet: true, exact: true},
	{given: "Eetu", family: "Seppänen", coach: riikka, careTeam: care3, ago: 190, age: 27, income: labourMarket, met: 23, quiet: 25},
	{given: "Petri", family: "Haataja", coach: riikka, careTeam: care2, ago: 400, age: 48, income: kelaPension,
		jobs: []job{{after: 268, hours: 20, at: "cleaning", rate: 1200}}},
	{given: "Antero", family: "Kinnunen", coach: riikka, careTeam: care3, ago: 330, age: 53, income: rehabilitated,
		trial: &spell{after: 120, days: 30, hours: 8, at: "association"},
		jobs:  []job{{after: 165, hours: 20, at: "association", subsidy: wage, percent: 70, fixed: 10}}},
	{given: "Satu", family: "Räsänen", coach: riikka, careTeam: care2, ago: 62, age: 36, income: labourMarket,
		earlier: &earlier{ago: 500, endedAgo: 270, why: "goal_reached",
			jobs: []job{{after: 110, days: 190, hours: 15, at: "cafe"}}}},
	{coach: riikka, careTeam: care2, ago: 455, age: 45, income: earnedPension,
		jobs: []job{{after: 95, days: 84, hours: 12, at: "grocery"}, {after: 250, hours: 16, at: "office"}}},
	{coach: riikka, careTeam: youth, ago: 370, age: 22, income: labourMarket,
		trial: &spell{after: 90, days: 30, hours: 16, at: "warehouse"},
		jobs:  []job{{after: 130, hours: 30, at: "warehouse", subsidy: supplement}}},
	{coach: riikka, careTeam: care3, ago: 290, age: 57, income: kelaPension, uncounselled: true,
		jobs: []job{{after: 150, hours: 10, at: "bakery"}}},
	{coach: riikka, careTeam: care2, ago: 240, age: 34, income: labourMarket, jobs: []job{{after: 100, hours: 25, at: "laundry", subsidy: wage, percent: 50}}},
	{coach: riikka, careTeam: care1, ago: 480, age: 51, income: labourMarket, handed: &handOver{sanna, 310},
		jobs: []job{{after: 140, days: 90, hours: 16, at: "school"}, {after: 300, days: 100, hours: 20, at: "recycling", subsidy: supplement}}},
	{coach: riikka, careTeam: care3, ago: 350, age: 29, income: rehabilitated, study: &spell{after: 210}},
	{coach: riikka, careTeam: youth, ago: 210, age: 20, income: labourMarket, trial: &spell{after: 120, days: 30, hours: 12, at: "garden"}},
	{coach: riikka, careTeam: care2, ago: 140, age: 55, income: sickness},
	{coach: riikka, careTeam: care3, ago: 120, age: 39, income: kelaPension, study: &spell{after: 85}},
	{coach: riikka, careTeam: care3, ago: 75, age: 47, income: labourMarket},
	{coach: riikka, careTeam: youth, ago: 52, age: 26, income: rehabilitated},
	{coach: riikka, careTeam: youth, ago: 265, age: 23, income: labourMarket,
		trial: &spell{after: 170, days: 60, hours: 15, at: "library"}},
	{coach: riikka, careTeam: care3, ago: 62, age: 44, income: sickness, unmet: true, pause: &stop{38, "own_wish"}},
	{coach: riikka, careTeam: care2, ago: 420, age: 32, income: dailyAllow, end: &stop{200, "moved"}},

	// Sami: 20 active, four of them at work, and one who needs him no more.
	{coach: sami, careTeam: care1, ago: 430, age: 41, income: labourMarket, leave: leaveBackground},
	{coach: sami, careTeam: care4, ago: 425, age: 58, income: kelaPension, quiet: 274},
	{given: "Jukka", family: "Väisänen", coach: sami, careTeam: care1, ago: 175, age: 37, income: labourMarket, revokedAgo: 40},
	{given: "Marja-Kaarina Elisabet", family: "Hämäläinen-Mustonen", coach: sami, careTeam: care1, ago: 205, age: 49, income: kelaPension},
	{coach: sami, careTeam: care1, ago: 510, age: 46, income: kelaPension, jobs: []job{{after: 180, hours: 12, at: "grocery", more: more{after: 90, hours: 16}}}},
	{coach: sami, careTeam: care4, ago: 395, age: 33, income: labourMarket,
		trial: &spell{after: 100, days: 30, hours: 20, at: "carpentry"},
		jobs:  []job{{after: 145, hours: 20, at: "carpentry", subsidy: wage, percent: 70}}},
	{coach: sami, careTeam: care1, ago: 310, age: 28, income: labourMarket,
		jobs: []job{{after: 80, days: 70, hours: 20, at: "property", subsidy: supplement}, {after: 200, hours: 37.5, at: "metal"}}},
	{coach: sami, careTeam: care5, ago: 220, age: 43, income: labourMarket, leave: leaveBackground, jobs: []job{{after: 130, hours: 16, at: "farm", subsidy: supplement}}},
	{coach: sami, careTeam: care1, ago: 520, age: 30, income: social, end: &stop{90, "goal_reached"}, uncounselled: true,
		jobs: []job{{after: 120, hours: 37.5, at: "garage"}}},
	{coach: sami, careTeam: care1, ago: 465, age: 52, income: rehabilitated,
		trial: &spell{after: 110, days: 28, hours: 8, at: "property"},
		jobs:  []job{{after: 155, days: 152, hours: 15, at: "property", subsidy: wage, percent: 70}}},
	{coach: sami, careTeam: care4, ago: 360, age: 25, income: labourMarket,
		jobs: []job{{after: 70, days: 45, hours: 8, at: "restaurant"}, {after: 190, days: 80, hours: 15, at: "hotel"}}},
	{given: "Hodan", family: "Warsame", coach: sami, careTeam: care1, ago: 150, age: 29, income: labourMarket, language: "so"},
	{given: "Yusuf", family: "Al-Khatib", coach: sami, careTeam: care1, ago: 245, age: 38, income: labourMarket, language: "ar",
		trial: &spell{after: 130, days: 30, hours: 20, at: "restaurant"}},
	{coach: sami, careTeam: care4, ago: 330, age: 21, income: labourMarket, study: &spell{after: 120, days: 140}},
	{coach: sami, careTeam: care1, ago: 110, age: 50, income: kelaPension, trial: &spell{after: 92, days: 58, hours: 10, at: "library"}},
	{coach: sami, careTeam: care4, ago: 88, age: 35, income: sickness},
	{coach: sami, careTeam: care1, ago: 46, age: 40, income: labourMarket},
	{coach: sami, careTeam: care1, ago: 12, age: 33, income: labourMarket, leave: leaveUnasked, unmet: true},
	{coach: sami, careTeam: care4, ago: 280, age: 56, income: earnedPension, trial: &spell{after: 100, days: 45, hours: 9, at: "transport"}},
	{coach: sami, careTeam: substance, ago: 195, age: 45, income: labourMarket, study: &spell{after: 110}},
	{coach: sami, careTeam: care2, ago: 130, age: 27, income: rehabilitated},
	{coach: sami, careTeam: care4, ago: 385, age: 48, income: labourMarket, unmet: true, end: &stop{330, "client_wish"}},
	{coach: sami, careTeam: care1, ago: 85, age: 36, income: sickness, unmet: true, pause: &stop{60, "parental"}},

	// Tuuli: 16 active, three of them at work, and one who kept his job.
	{coach: tuuli, careTeam: care5, ago: 115, age: 54, income: sickness, held: &job{hours: 30, at: "transport"}},
	{given: "Camilla", family: "Söderholm", coach: tuuli, careTeam: care5, ago: 340, age: 34, income: labourMarket, language: "sv",
		trial: &spell{after: 80, days: 30, hours: 16, at: "childcare"},
		jobs:  []job{{after: 125, hours: 18, at: "childcare", subsidy: wage, percent: 50}}},
	{coach: tuuli, careTeam: substance, ago: 260, age: 32, income: labourMarket, uncounselled: true,
		jobs: []job{{after: 90, hours: 30, at: "recycling"}}},
	{coach: tuuli, careTeam: care5, ago: 180, age: 59, income: kelaPension, leave: leaveBackground, jobs: []job{{after: 75, hours: 8, at: "flowers"}}},
	{coach: tuuli, careTeam: substance, ago: 470, age: 44, income: social,
		jobs: []job{{after: 160, days: 110, hours: 32, at: "metal"}, {after: 330, days: 60, hours: 12, at: "garage", subsidy: supplement}}},
	{coach: tuuli, careTeam: care6, ago: 410, age: 47, income: rehabilitated,
		trial: &spell{after: 150, days: 28, hours: 10, at: "farm"},
		jobs:  []job{{after: 200, days: 152, hours: 6, at: "farm", subsidy: wage, percent: 70}}},
	{coach: tuuli, careTeam: care5, ago: 390, age: 30, income: labourMarket},
	{given: "Anders", family: "Nyström", coach: tuuli, careTeam: substance, ago: 320, age: 41, income: labourMarket, language: "sv",
		trial: &spell{after: 140, days: 30, hours: 18, at: "property"}},
	{coach: tuuli, careTeam: substance, ago: 275, age: 38, income: labourMarket, handed: &handOver{sami, 170},
		trial: &spell{after: 120, days: 35, hours: 12, at: "warehouse"}},
	{coach: tuuli, careTeam: care6, ago: 235, age: 29, income: rehabilitated, study: &spell{after: 150}},
	{coach: tuuli, careTeam: substance, ago: 165, age: 26, income: labourMarket, study: &spell{after: 100}},
	{coach: tuuli, careTeam: care5, ago: 125, age: 50, income: earnedPension},
	{coach: tuuli, careTeam: substance, ago: 95, age: 35, income: labourMarket, noCareTeam: true},
	{coach: tuuli, careTeam: substance, ago: 58, age: 43, income: labourMarket},
	{coach: tuuli, careTeam: care6, ago: 19, age: 37, income: labourMarket, leave: leaveRefused, unmet: true},
	{coach: tuuli, careTeam: care5, ago: 145, age: 60, income: kelaPension, noCareTeam: true},
	{coach: tuuli, careTeam: substance, ago: 50, age: 31, income: sickness, unmet: true, pause: &stop{25, "other"}},
	{coach: tuuli, careTeam: care6, ago: 290, age: 46, income: earnedPension, end: &stop{60, "care_ended"}},

	// Sanna: three active, one of them at work.
	{coach: sanna, careTeam: care1, ago: 350, age: 40, income: rehabilitated,
		trial: &spell{after: 75, days: 30, hours: 20, at: "printing"},
		jobs:  []job{{after: 115, hours: 20, at: "printing", subsidy: wage, percent: 70}}},
	{coach: sanna, careTeam: care1, ago: 285, age: 24, income: labourMarket, uncounselled: true,
		jobs: []job{{after: 140, days: 50, hours: 10, at: "elders"}}},
	{coach: sanna, careTeam: care1, ago: 8, age: 36, income: labourMarket, unmet: true},
	{coach: sanna, careTeam: care1, ago: 440, age: 42, income: dailyAllow, unmet: true, end: &stop{390, "other_service"}},
}

// waiter is a client in the queue.
type waiter struct {
	given, family string
	careTeam      string
	ago           int // since the referral
	age           int
	language      string
}

// waiters are the 29 clients in the queue, by care team; half have waited 66
// days or more.
var waiters = []waiter{
	{careTeam: care1, ago: 140, age: 47}, {careTeam: care1, ago: 119, age: 33}, {careTeam: care1, ago: 101, age: 28},
	{careTeam: care1, ago: 88, age: 52}, {careTeam: care1, ago: 77, age: 41}, {careTeam: care1, ago: 58, age: 24},
	{careTeam: care1, ago: 33, age: 36}, {careTeam: care1, ago: 6, age: 45},
	{careTeam: care2, ago: 61, age: 39}, {careTeam: care2, ago: 25, age: 56},
	{careTeam: care3, ago: 49, age: 31}, {careTeam: care3, ago: 12, age: 48},
	{careTeam: care4, ago: 74, age: 35}, {careTeam: care4, ago: 70, age: 27}, {careTeam: care4, ago: 63, age: 59},
	{careTeam: care4, ago: 52, age: 43}, {careTeam: care4, ago: 35, age: 38}, {careTeam: care4, ago: 20, age: 22},
	{given: "Linnea", family: "Backlund", careTeam: care5, ago: 131, age: 34, language: "sv"},
	{careTeam: care5, ago: 95, age: 50}, {careTeam: care5, ago: 72, age: 46}, {careTeam: care5, ago: 45, age: 29},
	{careTeam: care6, ago: 110, age: 44}, {careTeam: care6, ago: 66, age: 37},
	{careTeam: substance, ago: 126, age: 40}, {careTeam: substance, ago: 93, age: 32},
	{careTeam: substance, ago: 84, age: 51}, {careTeam: substance, ago: 15, age: 30},
	{careTeam: youth, ago: 38, age: 20},
}
