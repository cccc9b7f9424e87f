package app

// ForecastSheet is the forecast of all customers of an area as it stood when a month was closed (冻结). It is never changed: of two of one month the earlier holds. Two persons may take it out of use, and the month is then frozen anew; what it said stays.
type ForecastSheet struct {
	ID          ForecastSheetID
	Area        Area
	Month       int64  // YYYYMM: the last month of use it knew
	Method      string // the version of the method
	Customers   int64
	Hash        []byte // SHA-256 of the body
	Body        []byte
	By          StaffID
	MadeAt      int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// ForecastSheetID names one.
type ForecastSheetID = ID[ForecastSheet]
