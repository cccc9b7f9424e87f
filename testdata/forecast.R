# Forecasts the series of a CSV file (id,horizon,values with blanks) with
# methods of R's package forecast, and writes
# method,id,seconds,points,low80,high80,low95,high95 to standard output.
suppressMessages(library(forecast))
rows <- read.csv(file("stdin"), colClasses = "character")
methods <- list(
  ets = function(y, h) forecast(ets(y), h = h, level = c(80, 95)),
  thetaf = function(y, h) thetaf(y, h = h, level = c(80, 95)),
  stlf = function(y, h) stlf(y, h = h, level = c(80, 95))
)
# What a method refuses is forecast by the seasonal naive one.
careful <- function(f, y, h) tryCatch(f(y, h), error = function(e) snaive(y, h = h, level = c(80, 95)))
text <- function(v) paste(format(as.numeric(v), digits = 10, trim = TRUE, scientific = FALSE), collapse = " ")
cat("method,id,seconds,points,low80,high80,low95,high95\n")
for (name in names(methods)) for (i in seq_len(nrow(rows))) {
  y <- ts(as.numeric(strsplit(rows$values[i], " ")[[1]]), frequency = 12)
  spent <- system.time(f <- careful(methods[[name]], y, as.integer(rows$horizon[i])))
  cat(name, rows$id[i], spent[["user.self"]] + spent[["sys.self"]], text(f$mean),
      text(f$lower[, 1]), text(f$upper[, 1]), text(f$lower[, 2]), text(f$upper[, 2]), sep = ",")
  cat("\n")
}
