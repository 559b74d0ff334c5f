using System.Diagnostics;
using MediaPipeline.Search.Embedding.BuiltIn.Compiling;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Search.Embedding.BuiltIn;

/// <summary>
/// The built-in model behind a queue. Texts are worked on one by one, so that a text's vector never depends on those beside it. Nothing is loaded before the
/// first text; what is not used for some time is let go. Questions are worked on before titles, since somebody waits for them.
/// </summary>
internal sealed partial class BuiltInEmbedder : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingOptions _options;
    private readonly ILogger _logger;
    private readonly ITimer _idle;
    private readonly Lock _lock = new();
    private readonly Lock _loading = new();
    private readonly Queue<Waiting> _questions = new();
    private readonly Queue<Waiting> _titles = new();
    private readonly List<Thread> _workers = [];
    private bool _isDisposed;
    private BuiltInModel? _model;

    public BuiltInEmbedder(IOptions<EmbeddingOptions> options, TimeProvider clock, ILogger<BuiltInEmbedder> logger)
    {
        (_options, _logger) = (options.Value, logger);
        _idle = clock.CreateTimer(_ => LetGo(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsLoaded => Volatile.Read(ref _model) is not null;

    private int MaxWorkers => _options.Concurrency ?? Environment.ProcessorCount;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var texts = values.Select(text => new Waiting(text, cancellationToken)).ToArray();
        var queue = QuestionExtensions.IsQuestion(options) ? _questions : _titles;
        foreach (var text in texts)
        {
            Enqueue(text, queue);
        }

        // A caller that has cancelled does not wait for those before it; the workers pass over its texts.
        var vectors = await Task.WhenAll(texts.Select(text => text.Vector)).WaitAsync(cancellationToken);
        return [.. vectors.Select(vector => new Embedding<float>(vector) { ModelId = BuiltInModel.Id })];
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("built-in", null, BuiltInModel.Id, BuiltInModel.Dimensions)
        : serviceType.IsInstanceOfType(this) ? this : null;

    // Waits for the texts that are being worked on, a moment each: a thread that computes must not outlive the library that it computes with.
    public void Dispose()
    {
        Thread[] workers;
        Waiting[] waiting;
        lock (_lock)
        {
            _isDisposed = true;
            workers = [.. _workers];
            waiting = [.. _questions, .. _titles];
            _questions.Clear();
            _titles.Clear();
        }

        foreach (var worker in workers)
        {
            worker.Join();
        }

        _idle.Dispose();
        LetGo();
        foreach (var text in waiting)
        {
            text.Fail(new ObjectDisposedException(nameof(BuiltInEmbedder)));
        }
    }

    // Threads of their own: computing on those of the pool would hold up whatever else the process does. One lives as long as there is something to do.
    private void Enqueue(Waiting text, Queue<Waiting> queue)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            queue.Enqueue(text);
            if (_workers.Count < MaxWorkers)
            {
                var worker = new Thread(Work) { IsBackground = true, Name = "embedding" };
                worker.Start();
                _workers.Add(worker);
            }
        }
    }

    private void Work()
    {
        while (Next() is { } text)
        {
            text.Run(Model);
        }
    }

    private Waiting? Next()
    {
        lock (_lock)
        {
            if (_questions.TryDequeue(out var text) || _titles.TryDequeue(out text))
            {
                return text;
            }

            _workers.Remove(Thread.CurrentThread);
            if (_workers.Count == 0 && !_isDisposed)
            {
                _idle.Change(_options.IdleTimeout, Timeout.InfiniteTimeSpan);
            }

            return null;
        }
    }

    private BuiltInModel Model()
    {
        lock (_loading)
        {
            return _model ??= Load();
        }
    }

    private BuiltInModel Load()
    {
        var started = Stopwatch.GetTimestamp();
        var model = BuiltInModel.Load(CompiledModelFile.Prepare(_options.ModelDirectory, WeightBitsOfThisMachine.Value));
        LogLoaded(Stopwatch.GetElapsedTime(started).TotalSeconds);
        return model;
    }

    // Only where no worker is left, so that none uses the model.
    private void LetGo()
    {
        lock (_lock)
        {
            if (_workers.Count == 0 && _model is not null)
            {
                _model.Dispose();
                _model = null;
                LogLetGo();
            }
        }
    }

    private sealed class Waiting(string text, CancellationToken cancellationToken)
    {
        private readonly TaskCompletionSource<float[]> _vector = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<float[]> Vector => _vector.Task;

        public void Run(Func<BuiltInModel> model)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                _vector.SetCanceled(cancellationToken);
                return;
            }

            try
            {
                _vector.SetResult(model().Embed(text));
            }
            catch (Exception error)
            {
                _vector.SetException(error);
            }
        }

        public void Fail(Exception error) => _vector.SetException(error);
    }
}
