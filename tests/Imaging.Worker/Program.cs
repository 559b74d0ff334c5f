using MediaPipeline.Imaging.TestWorker;
using MediaPipeline.Imaging.Worker;

return ImagingWorker.Run(Misbehaviour.Provoke);
