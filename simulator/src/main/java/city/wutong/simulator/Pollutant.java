package city.wutong.simulator;

/// A pollutant of the air quality index (污染物), in the order of HJ 633 table 1. Concentrations are
/// in µg/m³, that of carbon monoxide in mg/m³.
public enum Pollutant {
    SO2("so2", "SO2", "二氧化硫"),
    NO2("no2", "NO2", "二氧化氮"),
    PM10("pm10", "PM10", "颗粒物(PM10)"),
    CO("co", "CO", "一氧化碳"),
    O3("o3", "O3", "臭氧1小时"),
    PM2_5("pm25", "PM2.5", "细颗粒物(PM2.5)");

    private final String attribute;
    private final String formula;
    private final String chinese;

    Pollutant(String attribute, String formula, String chinese) {
        this.attribute = attribute;
        this.formula = formula;
        this.chinese = chinese;
    }

    /// The NGSI-LD attribute that holds its concentration.
    public String attribute() {
        return attribute;
    }

    /// As people write it in both languages, e.g. `PM2.5`.
    public String formula() {
        return formula;
    }

    /// As the national centre names it where it names what is primary.
    String chinese() {
        return chinese;
    }

    /// The unit as a UN/CEFACT common code: GQ is µg/m³, GP is mg/m³.
    public String unitCode() {
        return this == CO ? "GP" : "GQ";
    }
}
