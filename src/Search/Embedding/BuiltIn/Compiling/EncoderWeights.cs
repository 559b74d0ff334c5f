using System.Runtime.InteropServices;

namespace MediaPipeline.Search.Embedding.BuiltIn.Compiling;

/// <summary>
/// The weights of a BERT encoder, by the names that it was trained with: <c>layer.0.attention.self.query</c>. An export has lost the names of matrices; each
/// takes that of the bias that is added after it.
/// </summary>
internal sealed class EncoderWeights
{
    private const int Float = 1;
    private const string Bias = ".bias";
    private readonly Dictionary<string, Weights> _byName = new(StringComparer.Ordinal);

    public EncoderWeights(ReadOnlyMemory<byte> onnx)
    {
        var nodes = new List<Node>();
        var model = new OnnxReader(onnx);
        while (model.Next())
        {
            if (model.Field == 7)
            {
                ReadGraph(new OnnxReader(model.Bytes), nodes);
            }
        }

        var adds = nodes.Where(node => node.Operator is "Add")
            .ToLookup(node => node.Inputs.First(input => !_byName.ContainsKey(input)), StringComparer.Ordinal);
        foreach (var product in nodes.Where(node => node.Operator is "MatMul" && _byName.ContainsKey(node.Inputs[1])))
        {
            if (adds[product.Output].SelectMany(add => add.Inputs).FirstOrDefault(input => input.EndsWith(Bias, StringComparison.Ordinal)) is { } bias)
            {
                _byName[bias[..^Bias.Length]] = _byName[product.Inputs[1]];
            }
        }
    }

    public int Layers => Enumerable.Range(0, int.MaxValue).First(layer => !Has($"layer.{layer}.attention.self.query"));

    public Weights this[string name] =>
        _byName.FirstOrDefault(entry => IsNamed(entry.Key, name)).Value ?? throw new InvalidDataException($"The model has no weights '{name}'.");

    private bool Has(string name) => _byName.Keys.Any(key => IsNamed(key, name));

    private static bool IsNamed(string key, string name) =>
        string.Equals(key, name, StringComparison.Ordinal) || key.EndsWith($".{name}", StringComparison.Ordinal);

    private void ReadGraph(OnnxReader graph, List<Node> nodes)
    {
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 1:
                    nodes.Add(ReadNode(new OnnxReader(graph.Bytes)));
                    break;
                case 5:
                    ReadTensor(new OnnxReader(graph.Bytes));
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadTensor(OnnxReader tensor)
    {
        var (dimensions, name, type, raw) = (new List<int>(), "", 0, ReadOnlyMemory<byte>.Empty);
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1:
                    dimensions.AddRange(tensor.Numbers().Select(number => (int)number));
                    break;
                case 2:
                    type = (int)tensor.Number;
                    break;
                case 8:
                    name = tensor.Text;
                    break;
                case 9:
                    raw = tensor.Bytes;
                    break;
                default:
                    break;
            }
        }

        if (type == Float)
        {
            _byName[name] = new Weights(dimensions, raw);
        }
    }

    private static Node ReadNode(OnnxReader node)
    {
        var (inputs, output, type) = (new List<string>(), "", "");
        while (node.Next())
        {
            switch (node.Field)
            {
                case 1:
                    inputs.Add(node.Text);
                    break;
                case 2:
                    output = node.Text;
                    break;
                case 4:
                    type = node.Text;
                    break;
                default:
                    break;
            }
        }

        return new Node(type, inputs, output);
    }

    private sealed record Node(string Operator, IReadOnlyList<string> Inputs, string Output);
}

/// <param name="Dimensions">Rows and columns of a matrix, the length of a vector.</param>
internal sealed record Weights(IReadOnlyList<int> Dimensions, ReadOnlyMemory<byte> Raw)
{
    public ReadOnlySpan<float> Values => MemoryMarshal.Cast<byte, float>(Raw.Span);
}
