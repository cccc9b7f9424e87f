package data

import goflag "flag"

// How much is tried: little each time, all that is asked for by make soak.
var (
	mixedSeeds     = goflag.Uint64("mixed", 8, "seeds of moves, merges and withdrawals at once")
	stickPulls     = goflag.Int("pulls", 40, "at how many moments a stick is pulled out")
	photosSent     = goflag.Int("photos", 30, "photos that are sent over a stick that is pulled out")
	areasCarried   = goflag.Int("areas", 5, "areas of a county, each with a laptop of its own")
	areasCustomers = goflag.Int("customers", 12, "customers of each area")
	areasMoves     = goflag.Int("moves", 20, "customers that move from one area to another")
)
