package app

import (
	"cmp"
	"errors"
	"slices"
	"time"
)

// Backup is a checked copy of the records that was made by itself.
type Backup struct {
	Path    string
	MadeAt  int64 // Unix ms
	Size    int64 // of the database, in bytes
	Rows    int64 // of all that travels
	Checked int64 // Unix ms when it was opened, looked through and counted; 0: never
	Second  bool  // it lies in the second folder
}

// What can be wrong with where backups go.
var (
	ErrBackupFolder = errors.New("the folder of backups cannot be reached or written")
	ErrBackupRoom   = errors.New("too little room for a backup")
	ErrBackupFalse  = errors.New("the copy is not what was copied")
	ErrNetworkPlace = errors.New("the file lies on a network drive")
)

// BackupPlan says where backups go.
type BackupPlan struct {
	Folder string
	Second string // taken when it is there, as a stick is; "": none
	Most   int64  // bytes that backups of one folder may take; 0: any
	Now    bool   // make one even if none is due
}

// BackupState is how the backups of a file stand.
type BackupState struct {
	Newest   Backup // MadeAt 0: there is none
	SameDisk bool   // all of them lie on the disk of the records
	Second   BackupSecond
	Overdue  bool // the records changed, and no backup was made for too long
	Made     bool // just now
}

// BackupSecond is how the second folder stands.
type BackupSecond string

// The states of the second folder.
const (
	SecondNone  BackupSecond = ""      // none is wanted
	SecondThere BackupSecond = "there" // it has the newest
	SecondAway  BackupSecond = "away"  // the stick is not in
)

// BackupEvery is how much time lies between two backups, at least.
const BackupEvery = time.Hour

// backupLate is how old the newest may become, while the records change, before
// people are told.
const backupLate = 24 * time.Hour

// BackupDue reports whether a backup is to be made: never without a change
// since the newest, and at most once an hour. One that seems to come from later
// than now was made by a clock that stood wrong, and does not hold up the next.
func BackupDue(now time.Time, newest int64, changed bool) bool {
	if !changed {
		return false
	}
	age := now.Sub(time.UnixMilli(newest))
	return age >= BackupEvery || age < -BackupEvery
}

// BackupOverdue reports whether people are to be told that there is no backup.
func BackupOverdue(now time.Time, newest int64, changed bool) bool {
	return changed && now.Sub(time.UnixMilli(newest)) >= backupLate
}

// How many backups are kept, besides those of each hour of the newest day.
const (
	backupDays   = 7
	backupWeeks  = 4
	backupMonths = 12
)

// KeptBackups chooses those of one folder that are kept: of the newest day the
// last of each hour, and the last of each of the newest seven days, four weeks and
// twelve months that have any. So neither a holiday nor a clock that jumps on
// makes the older ones go. What seems to come from later than now is judged by
// itself, so that a clock that stood wrong does not crowd out what is made now.
// While they take more room than they may, those of the hours go first, the
// oldest before the others; the newest stays in any case.
func KeptBackups(now time.Time, all []Backup, most int64) []Backup {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Backup) int { return cmp.Compare(b.MadeAt, a.MadeAt) })
	later := now.Add(BackupEvery).UnixMilli()
	at, _ := slices.BinarySearchFunc(all, later, func(b Backup, at int64) int { return cmp.Compare(at, b.MadeAt) })
	ranked := append(rankBackups(all[at:]), rankBackups(all[:at])...)
	slices.SortStableFunc(ranked, func(a, b rankedBackup) int { return cmp.Compare(a.rank, b.rank) })
	var kept []Backup
	var size int64
	for i, one := range ranked {
		if size += one.Size; i > 0 && most > 0 && size > most {
			break
		}
		kept = append(kept, one.Backup)
	}
	slices.SortStableFunc(kept, func(a, b Backup) int { return cmp.Compare(b.MadeAt, a.MadeAt) })
	return kept
}

type rankedBackup struct {
	Backup
	rank int // the higher, the sooner it goes
}

// The ranks of backups. What was last of a day outlives what was last of an hour.
const (
	rankNewest = iota
	rankLasting
	rankHour
)

// rankBackups chooses among backups, newest first.
func rankBackups(all []Backup) []rankedBackup {
	const day, week, month, hour = "2006-01-02", "week", "2006-01", "2006-01-02 15"
	var out []rankedBackup
	seen := map[string]bool{}
	counts := map[string]int{}
	// last reports whether a backup is the last of a span, among the newest spans of its kind.
	last := func(kind, span string, most int) bool {
		if seen[kind+span] || counts[kind] >= most {
			return false
		}
		seen[kind+span] = true
		counts[kind]++
		return true
	}
	for i, one := range all {
		at := time.UnixMilli(one.MadeAt).In(Local)
		lasting := last(day, at.Format(day), backupDays+1) // and the newest day itself
		lasting = last(week, isoWeek(at), backupWeeks) || lasting
		lasting = last(month, at.Format(month), backupMonths) || lasting
		hourly := at.Format(day) == time.UnixMilli(all[0].MadeAt).In(Local).Format(day) && last(hour, at.Format(hour), 24)
		switch {
		case i == 0:
			out = append(out, rankedBackup{one, rankNewest})
		case lasting:
			out = append(out, rankedBackup{one, rankLasting})
		case hourly:
			out = append(out, rankedBackup{one, rankHour})
		}
	}
	return out
}

func isoWeek(at time.Time) string {
	monday := at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
	return monday.Format("2006-01-02")
}

// BackupDifference is how a backup differs from the records as they are, table
// by table.
type BackupDifference struct {
	Tables   []TableDifference
	HereAt   int64 // Unix ms of the last change of the records; 0: they cannot be read
	BackupAt int64 // of the last change in the backup
}

// TableDifference counts the records of a table.
type TableDifference struct {
	Table     string
	Here      int64 // only in the records as they are
	Backup    int64 // only in the backup
	Different int64
	Same      int64
}

// Sum adds up the tables.
func (d BackupDifference) Sum() TableDifference {
	var sum TableDifference
	for _, t := range d.Tables {
		sum.Here, sum.Backup, sum.Different, sum.Same = sum.Here+t.Here, sum.Backup+t.Backup, sum.Different+t.Different, sum.Same+t.Same
	}
	return sum
}

// Salvage is what could be saved of a damaged file.
type Salvage struct {
	Path   string // of the new file
	Tables []SalvagedTable
	Unsent int64 // change sets behind a gap in the log: their records are here, others will not be sent them
}

// SalvagedTable counts the rows of a table.
type SalvagedTable struct {
	Table string
	Saved int64
	Log   int64 // of these, taken out of the change log
	Lost  int64 // at least so many, as far as that can be counted
}

// Sum adds up the tables.
func (s Salvage) Sum() SalvagedTable {
	var sum SalvagedTable
	for _, t := range s.Tables {
		sum.Saved, sum.Log, sum.Lost = sum.Saved+t.Saved, sum.Log+t.Log, sum.Lost+t.Lost
	}
	return sum
}

// Restored is what came of putting a backup, or what could be saved, in the place
// of a file.
type Restored struct {
	Kept    string // the file as it was, with its write-ahead log beside it; "": there was none
	Added   int64  // change sets that the backup lacked and that were taken out of the file as it was
	Salvage Salvage
}

// FileRisk is what is unsafe about the place a file lies in.
type FileRisk string

// The risks of places.
const (
	RiskNone    FileRisk = ""
	RiskNetwork FileRisk = "network" // locks and shared memory do not hold there
	RiskCloud   FileRisk = "cloud"   // another program carries away half of it
)
