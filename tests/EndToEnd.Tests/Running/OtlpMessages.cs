using System.Text;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>
/// Just as much of OTLP as the tests ask for, from the wire format itself: numbers of fields are those of opentelemetry-proto
/// (https://github.com/open-telemetry/opentelemetry-proto), the encoding is https://protobuf.dev/programming-guides/encoding/.
/// </summary>
internal static class OtlpMessages
{
    /// <summary>resource_spans (1) → scope_spans (2) → spans (2).</summary>
    public static IEnumerable<OtlpSpan> Spans(byte[] request) => Parts(request, 1, 2, 2).Select(span => new OtlpSpan(
        Convert.ToHexStringLower(One(span, 1)),
        Convert.ToHexStringLower(One(span, 2)),
        Convert.ToHexStringLower(One(span, 4)),
        Encoding.UTF8.GetString(One(span, 5)),
        [.. Fields(span).Where(f => f.Number == 9).Select(f => Encoding.UTF8.GetString(One(f.Value, 1)))]));

    /// <summary>resource_metrics (1) → scope_metrics (2) → metrics (2) → name (1).</summary>
    public static IEnumerable<string> MetricNames(byte[] request) => Parts(request, 1, 2, 2).Select(metric => Encoding.UTF8.GetString(One(metric, 1)));

    private static IEnumerable<byte[]> Parts(byte[] message, params IEnumerable<int> path) =>
        path.Aggregate<int, IEnumerable<byte[]>>(
            [message], (messages, number) => messages.SelectMany(m => Fields(m).Where(f => f.Number == number).Select(f => f.Value)));

    private static byte[] One(byte[] message, int number) => Fields(message).FirstOrDefault(f => f.Number == number).Value ?? [];

    /// <summary>The length-delimited fields; numbers are stepped over.</summary>
    private static IEnumerable<(int Number, byte[] Value)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    yield return ((int)(tag >> 3), message[at..(at + length)]);
                    at += length;
                    break;
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}

/// <summary>A span as it was sent; ids in hexadecimal, <see cref="ParentId"/> empty for the first one of a trace.</summary>
internal sealed record OtlpSpan(string TraceId, string Id, string ParentId, string Name, IReadOnlyList<string> Attributes);
