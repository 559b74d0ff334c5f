using System.Diagnostics.Metrics;
using System.Text;

namespace MediaPipeline.Api.Metrics;

/// <summary>
/// Names as Prometheus has them: <c>mediapipeline.images.rendered</c> becomes <c>mediapipeline_images_rendered_total</c>, with the unit where it has one
/// (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/).
/// </summary>
internal static class MetricNames
{
    public static string Of(Instrument instrument)
    {
        var name = Clean(instrument.Name);
        var unit = UnitOf(instrument.Unit);
        if (unit.Length > 0 && !name.EndsWith("_" + unit, StringComparison.Ordinal))
        {
            name += "_" + unit;
        }

        return IsCounter(instrument) && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    public static bool IsCounter(Instrument instrument) => KindOf(instrument) is "Counter`1" or "ObservableCounter`1";

    public static bool IsHistogram(Instrument instrument) => KindOf(instrument) is "Histogram`1";

    public static string Clean(string name)
    {
        var cleaned = new StringBuilder(name.Length + 1);
        foreach (var letter in name)
        {
            cleaned.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        }

        return cleaned.Length == 0 || char.IsAsciiDigit(cleaned[0]) ? "_" + cleaned : cleaned.ToString();
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name;

    /// <summary>Units as UCUM writes them; <c>{items}</c> is a remark and no unit.</summary>
    private static string UnitOf(string? unit) => unit switch
    {
        null or "" or "1" => "",
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        _ when unit.StartsWith('{') => "",
        _ => Clean(unit),
    };
}
