using System.Globalization;
using System.Text;

namespace MediaPipeline.Api.Metrics;

/// <summary>The text format, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).</summary>
internal sealed class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";
    private readonly StringBuilder _text = new();

    /// <summary>Labels by name, without braces: <c>a="1",b="2"</c>.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new List<string>(tags.Length);
        foreach (var (name, value) in tags)
        {
            labels.Add($"{MetricNames.Clean(name)}=\"{EscapeLabel(Text(value))}\"");
        }

        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    public void Head(string name, string? help, string type)
    {
        if (!string.IsNullOrEmpty(help))
        {
            _text.Append("# HELP ").Append(name).Append(' ').Append(Escape(help)).Append('\n');
        }

        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    public void Sample(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').Append(labels).Append('}');
        }

        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    public void Histogram(string name, string labels, double[] bounds, MetricSeries.Figures figures)
    {
        long upTo = 0;
        for (var bucket = 0; bucket < figures.Buckets.Length; bucket++)
        {
            upTo += figures.Buckets[bucket];
            var bound = $"le=\"{(bucket < bounds.Length ? Number(bounds[bucket]) : "+Inf")}\"";
            Sample(name + "_bucket", labels.Length == 0 ? bound : labels + "," + bound, upTo);
        }

        Sample(name + "_sum", labels, figures.Sum);
        Sample(name + "_count", labels, figures.Count);
    }

    public override string ToString() => _text.ToString();

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string EscapeLabel(string text) => Escape(text).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
