import dev.kinglet.*;
enum Zone { NORTH, SOUTH }
record Trip(String from, int minutes) {}
record Key(Zone zone, boolean isLong) {}
int limit = 10;
Key key(Trip trip) { return new Key(trip.from().startsWith("N") ? Zone.NORTH : Zone.SOUTH, trip.minutes() > limit); }
var executor = FunctionExecutor.create();
var rows = executor.read(Sources.csv(Trip.class, System.getenv("TRIPS"))).collect();
var groups = new TreeSet<String>();
executor.read(Sources.csv(Trip.class, System.getenv("TRIPS"))).keyBy(trip -> key(trip)).groupByKey().collect().forEach(group -> groups.add(group.key() + "=" + group.toList().size()));
System.out.println(rows.size() + " trips " + groups);
executor.close();
/exit
